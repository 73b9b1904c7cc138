import type { SaveError, SaveResult, UpsertResult } from '../../data/save-result.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import type { Schema } from '../../schema/schema.ts';
import type { ResourceRequest } from '../http/resource.ts';
import type { TypedRow } from './collection-body.ts';

export function insertRow({ object, record }: TypedRow, { session }: ResourceRequest): SaveResult {
  return rowOutcome(() => session.insert(object, record));
}

export function updateRow({ object, record }: TypedRow, { session }: ResourceRequest): SaveResult {
  return rowOutcome(() => session.update(object, record));
}

export function deleteRow(id: string, { session }: ResourceRequest, schema: Schema): SaveResult {
  const object = schema.byKeyPrefix(id.slice(0, 3))?.name;
  if (object === undefined)
    return failed({ statusCode: 'MALFORMED_ID', message: `malformed id ${id}`, fields: [] });
  return rowOutcome(() => session.delete(object, id));
}

/** `repeated` holds the external ids that occur more than once in the request: none of their rows is saved. */
export function upsertRow(
  { object, record }: TypedRow,
  field: string,
  repeated: ReadonlySet<string>,
  { session }: ResourceRequest,
): UpsertResult {
  const key = keyOf(record, field);
  if (key !== null && repeated.has(key)) {
    const message = `Duplicate external id specified: ${key}`;
    return {
      ...failed({ statusCode: 'DUPLICATE_VALUE', message, fields: [field] }),
      created: false,
    };
  }
  const outcome = rowOutcome(() => session.upsert(object, field, record));
  return { created: false, ...outcome };
}

/** External ids that several rows of one request carry. */
export function duplicateKeys(
  rows: readonly Pick<TypedRow, 'record'>[],
  field: string,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { record } of rows) {
    const key = keyOf(record, field);
    if (key === null) continue;
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return repeated;
}

function keyOf(record: TypedRow['record'], field: string): string | null {
  const wanted = field.toLowerCase();
  const value = Object.entries(record).find(([name]) => name.toLowerCase() === wanted)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/**
 * What became of a row. A refusal that would end a request of its own (an unknown object) is one row's failure here.
 * JSON that doesn't fit the field stays the whole request's: an org finds it while it reads the body.
 */
export function rowOutcome<R extends SaveResult>(save: () => R): R | SaveResult {
  try {
    return save();
  } catch (error) {
    if (!(error instanceof SalesforceError) || error.statusCode === 'JSON_PARSER_ERROR')
      throw error;
    return failed({
      statusCode: error.statusCode,
      message: error.message,
      fields: error.fields,
    });
  }
}

function failed(error: SaveError): SaveResult {
  return { id: null, success: false, errors: [error] };
}
