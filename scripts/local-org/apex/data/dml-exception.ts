import { method, nativeEnum, nativeType, type NativeType } from '../library/native-type.ts';
import type { ApexEnumValue } from '../values/apex-enum-value.ts';
import { ApexList } from '../values/apex-list.ts';
import { exceptionConstructors } from '../run/platform-exceptions.ts';
import { ApexThrow } from '../run/apex-throw.ts';
import type { ApexObject } from '../values/apex-object.ts';
import type { ApexCallbacks } from '../values/apex-value.ts';
import { typeName } from '../values/type-name.ts';
import type { DataRun } from './data-run.ts';
import type { DmlError, DmlOperation, DmlOutcome } from './dml-request.ts';
import { fieldToken } from './schema-tokens.ts';
import { statusCodes } from './status-codes.ts';

/** A row that failed, with its place in the list. */
interface FailedRow {
  readonly index: number;
  readonly outcome: DmlOutcome;
  readonly error: DmlError;
}

/** What DmlExceptions know besides their message. A `new DmlException()` of the program knows nothing. */
const failedRows = new WeakMap<ApexObject, readonly FailedRow[]>();

/** Throws DmlException when a row failed. */
export function assertAllSaved(
  run: DataRun,
  operation: DmlOperation | 'merge',
  outcomes: readonly DmlOutcome[],
): void {
  const failed = outcomes.flatMap((outcome, index): FailedRow[] => {
    const [error] = outcome.errors;
    return error ? [{ index, outcome, error }] : [];
  });
  const [first] = failed;
  if (!first) return;
  const thrown = run.exception('DmlException', messageOf(operation, first));
  if (thrown instanceof ApexThrow) failedRows.set(thrown.exception, failed);
  throw thrown;
}

/** `Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]` */
function messageOf(
  operation: DmlOperation | 'merge',
  { index, outcome, error }: FailedRow,
): string {
  if (error.isAccess === true) return error.message;
  const verb = operation.charAt(0).toUpperCase() + operation.slice(1);
  const id = outcome.id && !outcome.created ? ` with id ${outcome.id.value}` : '';
  const fields = error.fields.join(', ');
  return `${verb} failed. First exception on row ${index}${id}; first error: ${error.statusCode}, ${error.message}: [${fields}]`;
}

/** The failed rows behind an exception, for Lightning's error body; empty for any other exception. */
export function dmlFailures(
  exception: ApexObject,
): readonly { readonly index: number; readonly error: DmlError }[] {
  return failedRows.get(exception) ?? [];
}

function rowAt(run: ApexCallbacks, exception: ApexObject, at: number): FailedRow {
  const row = failedRows.get(exception)?.[at];
  if (row) return row;
  throw run.exception('ListException', `List index out of bounds: ${at}`);
}

export const statusCodeEnum = nativeEnum('System.StatusCode', statusCodes);

/** The enum value of a status code. Throws an Error for one that is missing from the list. */
export function statusCode(name: string): ApexEnumValue {
  const value = statusCodeEnum.values?.values.find((each) => each.name === name);
  if (value) return value;
  throw new Error(`System.StatusCode has no value ${name}: add it to status-codes.ts`);
}

export const dmlException: NativeType = nativeType(
  'System.DmlException',
  [
    ...exceptionConstructors,
    method('Integer getNumDml()', (_run, self: ApexObject) => failedRows.get(self)?.length ?? 0),
    method(
      'String getDmlMessage(Integer index)',
      (run, self: ApexObject, at: number) => rowAt(run, self, at).error.message,
    ),
    method(
      'String getDmlStatusCode(Integer index)',
      (run, self: ApexObject, at: number) => rowAt(run, self, at).error.statusCode,
    ),
    method('StatusCode getDmlType(Integer index)', (run, self: ApexObject, at: number) =>
      statusCode(rowAt(run, self, at).error.statusCode),
    ),
    method(
      'Id getDmlId(Integer index)',
      (run, self: ApexObject, at: number) => rowAt(run, self, at).outcome.record.id,
    ),
    method(
      'Integer getDmlIndex(Integer index)',
      (run, self: ApexObject, at: number) => rowAt(run, self, at).index,
    ),
    method(
      'List<String> getDmlFieldNames(Integer index)',
      (run, self: ApexObject, at: number) =>
        new ApexList(typeName('String'), [...rowAt(run, self, at).error.fields]),
    ),
    method(
      'List<Schema.SObjectField> getDmlFields(Integer index)',
      (run, self: ApexObject, at: number) => {
        const { outcome, error } = rowAt(run, self, at);
        const tokens = error.fields.flatMap((name) => fieldToken(outcome.record.type, name) ?? []);
        return new ApexList(typeName('Schema.SObjectField'), tokens);
      },
    ),
  ],
  { extends: ['System.Exception'] },
);
