import type { RecordInput } from '../../data/save-result.ts';
import { apiError } from '../http/api-error.ts';
import type { ResourceRequest } from '../http/resource.ts';

/** Rows and type changes one request of sObject Collections may have (resources_composite_sobjects_collections). */
const mostRows = 200;
const mostChunks = 10;

/** A row and the object it belongs to. */
export interface TypedRow {
  readonly object: string;
  readonly record: RecordInput;
}

export interface CollectionBody {
  readonly allOrNone: boolean;
  readonly rows: readonly TypedRow[];
}

/**
 * The body of a create, update or upsert. Throws when it isn't one, names no type, or has too many rows or chunks.
 * `object` overrides the types of the rows, as the address of an upsert does.
 */
export function collectionBody(request: ResourceRequest, object?: string): CollectionBody {
  const { allOrNone, records } = (request.body ?? {}) as { allOrNone?: unknown; records?: unknown };
  if (!Array.isArray(records)) {
    throw apiError(400, 'INVALID_INPUT', 'The request body needs a list of records.');
  }
  refuseTooMany(records.length);
  const rows = (records as unknown[]).map((record) => typedRow(record, object));
  refuseTooManyChunks(rows);
  return { allOrNone: request.outerAllOrNone || allOrNone === true, rows };
}

export function refuseTooMany(rows: number): void {
  if (rows <= mostRows) return;
  const message = `record limit reached. cannot submit more than ${mostRows} records into this call`;
  throw apiError(400, 'EXCEEDED_ID_LIMIT', message);
}

function typedRow(record: unknown, object: string | undefined): TypedRow {
  const row = (record ?? {}) as RecordInput;
  const { type } = (row.attributes ?? {}) as { type?: unknown };
  const named = object ?? type;
  if (typeof named !== 'string') {
    const message =
      "Missing entity type information. sObject requires a separate 'attributes' field to be specified with the type.";
    throw apiError(400, 'INVALID_INPUT', message);
  }
  // `attributes` stays in: the org's writers know it and pass over it.
  return { object: named, record: row };
}

/** Rows of one object that follow each other are a chunk; the platform takes ten. */
function refuseTooManyChunks(rows: readonly TypedRow[]): void {
  const chunks = rows.filter(
    ({ object }, index) => object.toLowerCase() !== rows[index - 1]?.object.toLowerCase(),
  ).length;
  if (chunks <= mostChunks) return;
  const message =
    'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.';
  throw apiError(400, 'LIMIT_EXCEEDED', message);
}
