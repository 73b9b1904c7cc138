import { method, nativeType, type NativeType } from '../library/native-type.ts';
import { ApexList } from '../values/apex-list.ts';
import { NativeObject } from '../values/native-object.ts';
import { typeName } from '../values/type-name.ts';
import { statusCode } from './dml-exception.ts';
import type { DmlError, DmlOperation, DmlOutcome } from './dml-request.ts';

type Result = NativeObject<DmlOutcome>;

const resultTypes: Readonly<Record<DmlOperation, string>> = {
  insert: 'Database.SaveResult',
  update: 'Database.SaveResult',
  upsert: 'Database.UpsertResult',
  delete: 'Database.DeleteResult',
  undelete: 'Database.UndeleteResult',
};

/** The result of one row: Database.SaveResult and its siblings. */
export function rowResult(operation: DmlOperation, outcome: DmlOutcome): Result {
  return new NativeObject(resultTypes[operation], outcome);
}

export function resultList(operation: DmlOperation, outcomes: readonly DmlOutcome[]): ApexList {
  const results = outcomes.map((outcome) => rowResult(operation, outcome));
  return new ApexList(typeName(resultTypes[operation]), results);
}

const members = [
  method('Boolean isSuccess()', (_run, { state }: Result) => state.errors.length === 0),
  // A failed insert has no record, so no id.
  method('Id getId()', (_run, { state }: Result) => state.id),
  method('List<Database.Error> getErrors()', (_run, { state }: Result) => {
    const errors = state.errors.map((error) => new NativeObject('Database.Error', error));
    return new ApexList(typeName('Database.Error'), errors);
  }),
];

const databaseError = nativeType('Database.Error', [
  method('String getMessage()', (_run, { state }: NativeObject<DmlError>) => state.message),
  method('StatusCode getStatusCode()', (_run, { state }: NativeObject<DmlError>) =>
    statusCode(state.statusCode),
  ),
  method(
    'List<String> getFields()',
    (_run, { state }: NativeObject<DmlError>) =>
      new ApexList(typeName('String'), [...state.fields]),
  ),
]);

export const resultNatives: readonly NativeType[] = [
  nativeType('Database.SaveResult', members),
  nativeType('Database.UpsertResult', [
    ...members,
    method('Boolean isCreated()', (_run, { state }: Result) => state.created),
  ]),
  nativeType('Database.DeleteResult', members),
  nativeType('Database.UndeleteResult', members),
  databaseError,
];
