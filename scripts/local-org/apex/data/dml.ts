import type { ApexValue } from '../values/apex-value.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';
import { assertObjectAccess, inaccessibleFields } from './dml-access.ts';
import type { DmlOperation, DmlOutcome, DmlRequest } from './dml-request.ts';
import { writtenRow } from './dml-row.ts';

/** Undoes an operation whose rows must all succeed. */
class Undone extends Error {}

/**
 * Writes the records. Ids are set on the records that were made. Counts one statement and its rows. Throws what the
 * operation as a whole is refused with (ListException, SecurityException); a row's failure is in its outcome, and with
 * `allOrNone` nothing is written where one failed.
 */
export function dmlOutcomes(run: DataRun, request: DmlRequest): readonly DmlOutcome[] {
  const { records, operation } = request;
  if (records.length === 0) return [];
  run.charge('dmlStatements', 1);
  run.charge('dmlRows', records.length);
  assertDistinct(run, request);
  for (const record of records) {
    if (record.type.isCustomMetadata) throw notAllowed(run, operation, record);
    if (request.mode === 'user') assertObjectAccess(run, operation, record);
  }
  run.noteUncommittedWork();
  return allWritten(run, request);
}

function allWritten(run: DataRun, request: DmlRequest): readonly DmlOutcome[] {
  let outcomes: readonly DmlOutcome[] = [];
  try {
    run.org.transaction(() => {
      outcomes = request.records.map((record) => oneWritten(run, request, record));
      const hasFailed = outcomes.some(({ errors }) => errors.length > 0);
      if (request.allOrNone && hasFailed) throw new Undone();
    });
    if (request.operation !== 'delete') setIds(outcomes);
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return outcomes;
}

function setIds(outcomes: readonly DmlOutcome[]): void {
  for (const { record, id, errors } of outcomes) {
    if (errors.length === 0) record.values.set('Id', id);
  }
}

function oneWritten(run: DataRun, request: DmlRequest, record: ApexSObject): DmlOutcome {
  const denied = request.mode === 'user' ? inaccessibleFields(run, request, record) : [];
  if (denied.length === 0) return writtenRow(run, request, record);
  const error = {
    statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    message: `Operation failed due to fields being inaccessible on Sobject ${record.typeName}, check errors on Exception or Result!`,
    fields: denied,
    isAccess: true,
  };
  return { record, id: record.id, created: false, errors: [error] };
}

/** Custom Metadata is written by deploys only. */
function notAllowed(run: DataRun, operation: DmlOperation, { typeName }: ApexSObject): Error {
  const verb = operation.charAt(0).toUpperCase() + operation.slice(1);
  return run.exception('TypeException', `DML operation ${verb} not allowed on ${typeName}`);
}

/** A record may be in a list once. Throws ListException. */
function assertDistinct(run: DataRun, { operation, records }: DmlRequest): void {
  const seen = new Set<ApexSObject | string>();
  for (const record of records) {
    const key = operation === 'insert' ? record : (record.id?.value ?? record);
    if (seen.has(key)) throw run.exception('ListException', duplicateMessage(operation, key));
    seen.add(key);
  }
}

function duplicateMessage(operation: DmlOperation, key: ApexSObject | string): string {
  if (typeof key === 'string') return `Duplicate id in list: ${key}`;
  const moment = operation === 'insert' || operation === 'upsert' ? 'Insert or Upsert' : operation;
  return `Before ${moment} list must not have two identically equal elements`;
}

/** The records of a statement's operand: one, or the elements of a list. Throws NullPointerException for null. */
export function recordsOf(run: DataRun, operand: ApexValue): readonly ApexSObject[] {
  const values = operand instanceof ApexList ? operand.elements : [operand];
  return values.map((value) => {
    if (value instanceof ApexSObject) return value;
    throw run.exception('NullPointerException', 'Attempt to de-reference a null object');
  });
}
