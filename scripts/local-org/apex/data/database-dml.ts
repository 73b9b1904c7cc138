import { staticMethod, type NativeMember } from '../library/native-type.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import type { NativeObject } from '../values/native-object.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { modeOf } from './access-level.ts';
import { ApexSObject } from './apex-sobject.ts';
import type { AccessMode, DataRun } from './data-run.ts';
import { allOrNoneOf, type DmlOptions } from './dml-options.ts';
import { assertAllSaved } from './dml-exception.ts';
import { dmlOutcomes, recordsOf } from './dml.ts';
import type { DmlOperation } from './dml-request.ts';
import { typeOfId } from './sobject-native.ts';
import { resultList, rowResult } from './save-result-native.ts';
import type { SObjectFieldToken } from './schema-tokens.ts';

type Level = NativeObject<AccessMode>;
/** What may follow the records in any of the methods; a declaration says which. */
interface Extras {
  readonly allOrNone?: boolean;
  readonly level?: Level | undefined;
  readonly externalId?: string;
}

function written(
  run: DataRun,
  operation: DmlOperation,
  operand: ApexValue,
  extras: Extras,
): ApexValue {
  const { allOrNone = true, level, externalId } = extras;
  const outcomes = dmlOutcomes(run, {
    operation,
    records: recordsOf(run, operand),
    mode: modeOf(run, level),
    allOrNone,
    ...(externalId !== undefined && { externalId }),
  });
  if (allOrNone) assertAllSaved(run, operation, outcomes);
  if (operand instanceof ApexList) return resultList(operation, outcomes);
  const [outcome] = outcomes;
  return outcome ? rowResult(operation, outcome) : null;
}

/** Each method takes a record or a list and answers with a result or a list of them. */
const shapes = [
  { given: 'SObject record', result: (name: string) => name },
  { given: 'List<SObject> records', result: (name: string) => `List<${name}>` },
] as const;

type Call = (run: DataRun, operand: ApexValue, ...rest: never[]) => ApexValue;

/** The method for one record and for a list, with the given parameters behind. */
function overloads(
  operation: DmlOperation,
  resultName: string,
  parameters: string,
  call: Call,
): NativeMember[] {
  return shapes.map(({ given, result }) =>
    staticMethod(`${result(resultName)} ${operation}(${given}${parameters})`, call as never),
  );
}

function savers(operation: DmlOperation, resultName: string): NativeMember[] {
  return [
    ...overloads(operation, resultName, '', (run, operand) => written(run, operation, operand, {})),
    ...overloads(operation, resultName, ', Boolean allOrNone', (run, operand, allOrNone: boolean) =>
      written(run, operation, operand, { allOrNone }),
    ),
    ...overloads(operation, resultName, ', AccessLevel accessLevel', (run, operand, level: Level) =>
      written(run, operation, operand, { level }),
    ),
    ...overloads(
      operation,
      resultName,
      ', Boolean allOrNone, AccessLevel accessLevel',
      (run, operand, allOrNone: boolean, level: Level) =>
        written(run, operation, operand, { allOrNone, level }),
    ),
  ];
}

function optionSavers(operation: 'insert' | 'update'): NativeMember[] {
  return [
    ...overloads(
      operation,
      'Database.SaveResult',
      ', Database.DMLOptions options',
      (run, operand, options: NativeObject<DmlOptions>) =>
        written(run, operation, operand, { allOrNone: allOrNoneOf(run, options) }),
    ),
    ...overloads(
      operation,
      'Database.SaveResult',
      ', Database.DMLOptions options, AccessLevel accessLevel',
      (run, operand, options: NativeObject<DmlOptions>, level: Level) =>
        written(run, operation, operand, { allOrNone: allOrNoneOf(run, options), level }),
    ),
  ];
}

const upserters: readonly NativeMember[] = [
  ...savers('upsert', 'Database.UpsertResult'),
  ...overloads(
    'upsert',
    'Database.UpsertResult',
    ', Schema.SObjectField externalId',
    (run, operand, { field }: SObjectFieldToken) =>
      written(run, 'upsert', operand, { externalId: field.name }),
  ),
  ...overloads(
    'upsert',
    'Database.UpsertResult',
    ', Schema.SObjectField externalId, Boolean allOrNone',
    (run, operand, { field }: SObjectFieldToken, allOrNone: boolean) =>
      written(run, 'upsert', operand, { externalId: field.name, allOrNone }),
  ),
  ...overloads(
    'upsert',
    'Database.UpsertResult',
    ', Schema.SObjectField externalId, AccessLevel accessLevel',
    (run, operand, { field }: SObjectFieldToken, level: Level) =>
      written(run, 'upsert', operand, { externalId: field.name, level }),
  ),
  ...overloads(
    'upsert',
    'Database.UpsertResult',
    ', Schema.SObjectField externalId, Boolean allOrNone, AccessLevel accessLevel',
    (run, operand, { field }: SObjectFieldToken, allOrNone: boolean, level: Level) =>
      written(run, 'upsert', operand, { externalId: field.name, allOrNone, level }),
  ),
];

/** `Database.delete(id)` and `Database.delete(ids)`: records known by their ids alone. */
function idMethods(operation: 'delete' | 'undelete', resultName: string): NativeMember[] {
  const call = (run: DataRun, given: ApexValue, extras: Extras) =>
    written(run, operation, recordsOfIds(run, given), extras);
  return [
    staticMethod(`${resultName} ${operation}(Id recordId)`, (run: DataRun, id: ApexId) =>
      call(run, id, {}),
    ),
    staticMethod(
      `${resultName} ${operation}(Id recordId, Boolean allOrNone)`,
      (run: DataRun, id: ApexId, allOrNone: boolean) => call(run, id, { allOrNone }),
    ),
    staticMethod(
      `List<${resultName}> ${operation}(List<Id> recordIds)`,
      (run: DataRun, ids: ApexList) => call(run, ids, {}),
    ),
    staticMethod(
      `List<${resultName}> ${operation}(List<Id> recordIds, Boolean allOrNone)`,
      (run: DataRun, ids: ApexList, allOrNone: boolean) => call(run, ids, { allOrNone }),
    ),
  ];
}

function recordsOfIds(run: DataRun, given: ApexValue): ApexValue {
  if (given instanceof ApexList) {
    return new ApexList(
      given.elementType,
      given.elements.map((each) => recordsOfIds(run, each)),
    );
  }
  if (!(given instanceof ApexId)) return null;
  const record = new ApexSObject(typeOfId(run, given).type);
  record.values.set('Id', given);
  return record;
}

export const databaseDml: readonly NativeMember[] = [
  ...savers('insert', 'Database.SaveResult'),
  ...optionSavers('insert'),
  ...savers('update', 'Database.SaveResult'),
  ...optionSavers('update'),
  ...upserters,
  ...savers('delete', 'Database.DeleteResult'),
  ...idMethods('delete', 'Database.DeleteResult'),
  ...savers('undelete', 'Database.UndeleteResult'),
  ...idMethods('undelete', 'Database.UndeleteResult'),
];
