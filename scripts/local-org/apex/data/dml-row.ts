import type { RecordInput, SaveResult, UpsertResult } from '../../data/save-result.ts';
import type { UserSession } from '../../data/user-session.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import type { FieldSchema } from '../../schema/object-schema.ts';
import { ApexId } from '../values/apex-id.ts';
import type { ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';
import type { DmlOutcome, DmlRequest } from './dml-request.ts';
import { orgFieldValue } from './field-conversion.ts';

type Row = SaveResult & { readonly created?: boolean };

type Write = (session: UserSession, record: ApexSObject, request: DmlRequest) => Row;

const writes: Readonly<Record<DmlRequest['operation'], Write>> = {
  insert: (session, record) => ({
    ...session.insert(record.typeName, insertInput(record)),
    created: true,
  }),
  update: (session, record) => session.update(record.typeName, updateInput(record)),
  upsert: upserted,
  delete: (session, record) =>
    withId(record, 'delete', (id) => session.delete(record.typeName, id)),
  undelete: (session, record) =>
    withId(record, 'undelete', (id) => session.undelete(record.typeName, id)),
};

/** Writes one record whose access has been checked. */
export function writtenRow(run: DataRun, request: DmlRequest, record: ApexSObject): DmlOutcome {
  const result = asRow(record, () =>
    writes[request.operation](run.org.asSystem(run.userId), record, request),
  );
  return {
    record,
    id: result.success && result.id !== null ? ApexId.parse(result.id) : record.id,
    created: result.created === true && result.success,
    errors: result.errors,
  };
}

/** What the API refuses as a whole request is one row's error to Apex. */
function asRow(record: ApexSObject, write: () => Row): Row {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    const { statusCode, message, fields } = error;
    return {
      id: record.id?.value ?? null,
      success: false,
      errors: [{ statusCode, message, fields }],
    };
  }
}

function upserted(
  session: UserSession,
  record: ApexSObject,
  { externalId = 'Id' }: DmlRequest,
): UpsertResult {
  if (externalId !== 'Id') {
    const input = writable(record, (field) => field.createable || field.updateable);
    delete input.Id;
    return session.upsert(record.typeName, externalId, input);
  }
  const input = record.id ? updateInput(record) : insertInput(record);
  return session.upsert(record.typeName, 'Id', input);
}

function withId(record: ApexSObject, call: string, write: (id: string) => SaveResult): SaveResult {
  if (record.id) return write(record.id.value);
  const message = `Id not specified in ${call === 'undelete' ? 'an' : 'a'} ${call} call`;
  const error = { statusCode: 'MISSING_ARGUMENT', message, fields: [] };
  return { id: null, success: false, errors: [error] };
}

function insertInput(record: ApexSObject): RecordInput {
  return writable(record, (field) => field.createable);
}

function updateInput(record: ApexSObject): RecordInput {
  return writable(record, (field) => field.updateable);
}

/**
 * The fields as the org takes them. Read-only ones a query brought along are left out, as the platform ignores them; one
 * the program has set itself goes along, so that the org refuses it.
 */
function writable(
  record: ApexSObject,
  isWritable: (field: FieldSchema) => boolean,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of record.values) {
    const field = record.type.field(name);
    if (name === 'Id') input.Id = record.id?.value;
    else if (field && (isWritable(field) || record.assigned.has(name)))
      input[name] = orgFieldValue(value);
  }
  return { ...input, ...namedParents(record) };
}

/** Parents given as records instead of ids: `new Contact(Account = new Account(Key__c = 'x'))` names one by its external id. */
function namedParents(record: ApexSObject): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const [relationship, parent] of record.parents) {
    const lookup = record.type.parent(relationship)?.field.name ?? '';
    if (parent && !record.values.has(lookup))
      Object.assign(named, { [relationship]: externalKey(parent) });
  }
  return named;
}

/** `{ Key__c: 'x' }`; undefined for a parent that came from a query, which is known by its id. */
function externalKey({ values, isQueried }: ApexSObject): Record<string, unknown> | undefined {
  if (isQueried) return undefined;
  const [name, value = null] = [...values].find(([each]) => each !== 'Id') ?? [];
  return name === undefined ? undefined : { [name]: orgFieldValue(value) };
}
