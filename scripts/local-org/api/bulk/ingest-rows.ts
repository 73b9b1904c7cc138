import type { RecordInput, SaveError, SaveResult } from '../../data/save-result.ts';
import type { UserSession } from '../../data/user-session.ts';
import { duplicateKeys, rowOutcome } from '../composite/collection-rows.ts';
import type { IngestOrder } from './ingest-job.ts';

/** A job that fails as a whole; `message` is what `errorMessage` says. */
export class JobFailure extends Error {
  constructor(reason: string) {
    super(`InvalidBatch : ${reason}`);
    this.name = 'JobFailure';
  }
}

/** Characters of a header row (datafiles_prepare_csv). */
const longestHeader = 32_000;

/** What a row is for, whichever Bulk API brings it. */
export type RowOrder = Pick<IngestOrder, 'object' | 'operation' | 'externalIdFieldName'>;

/** Throws `JobFailure` for a header the operation can't work with: one unknown column fails all rows. */
export function refuseHeader(job: RowOrder, header: readonly string[], session: UserSession): void {
  const isDelete = job.operation === 'delete' || job.operation === 'hardDelete';
  if (isDelete && (header.length !== 1 || header[0]?.toLowerCase() !== 'id')) {
    throw new JobFailure(`The '${job.operation}' batch must contain only ids`);
  }
  refuseLongHeader(header);
  const unknown = header.find((name) => !isColumn(name, job.object, session));
  const missing = keyColumns(job).find((name) => !holds(header, name));
  const notFound = unknown ?? missing;
  if (notFound !== undefined) throw new JobFailure(`Field name not found : ${notFound}`);
}

function refuseLongHeader(header: readonly string[]): void {
  if (header.join(',').length <= longestHeader) return;
  throw new JobFailure(`The header row is longer than ${longestHeader} characters`);
}

/** A field of the object, or one of a parent the row names by its external id: `Account__r.Key__c`. */
function isColumn(name: string, object: string, session: UserSession): boolean {
  const { fields } = session.describe(object);
  const [first = '', ...rest] = name.toLowerCase().split('.');
  if (rest.length === 0) return fields.some((field) => field.name.toLowerCase() === first);
  const relation = fields.find((field) => field.relationshipName?.toLowerCase() === first);
  const [parent] = relation?.referenceTo ?? [];
  return parent !== undefined && isColumn(rest.join('.'), parent, session);
}

/** Columns without which no row can be matched to a record. */
function keyColumns({ operation, externalIdFieldName }: RowOrder): readonly string[] {
  if (operation === 'insert') return [];
  return [externalIdFieldName ?? 'Id'];
}

function holds(header: readonly string[], name: string): boolean {
  return header.some((each) => each.toLowerCase() === name.toLowerCase());
}

/**
 * A CSV row as a record: an empty value is left alone, `#N/A` clears the field (datafiles_csv_valid_record_rows),
 * everything else is text the org reads by the field's type.
 */
export function recordOfRow(header: readonly string[], row: readonly string[]): RecordInput {
  const record: Record<string, unknown> = {};
  for (const [index, name] of header.entries()) {
    const value = row[index] ?? '';
    if (value !== '') record[name] = value === '#N/A' ? null : value;
  }
  return record;
}

/** Texts, where JSON would have types. */
const csv = { format: 'csv' } as const;

/** Saves the rows of one chunk, each with a result of its own. */
export function savedChunk(
  job: RowOrder,
  records: readonly RecordInput[],
  session: UserSession,
): SaveResult[] {
  const { object, operation, externalIdFieldName } = job;
  const key = externalIdFieldName ?? 'Id';
  const repeated =
    operation === 'upsert'
      ? duplicateKeys(
          records.map((record) => ({ record })),
          key,
        )
      : new Set();
  return records.map((record) => {
    if (operation === 'insert') return rowOutcome(() => session.insert(object, record, csv));
    if (operation === 'update') return rowOutcome(() => session.update(object, record, csv));
    const id = textOf(record, key);
    if (operation !== 'upsert') return rowOutcome(() => session.delete(object, id));
    return repeated.has(id)
      ? duplicate(id, key)
      : rowOutcome(() => session.upsert(object, key, record, csv));
  });
}

/** The id a row names, empty when it names none. */
export function idOfRow(record: RecordInput): string {
  return textOf(record, 'Id');
}

/** Text of a cell by its column's name in any case; empty where there is none. */
function textOf(record: RecordInput, column: string): string {
  const wanted = column.toLowerCase();
  const value = Object.entries(record).find(([name]) => name.toLowerCase() === wanted)?.[1];
  return typeof value === 'string' ? value : '';
}

function duplicate(key: string, field: string): SaveResult {
  const error = {
    statusCode: 'DUPLICATE_VALUE',
    message: `Duplicate external id specified: ${key}`,
    fields: [field],
  };
  return { id: null, success: false, errors: [error] };
}

/** `sf__Error`: `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --`. */
export function errorText(errors: readonly SaveError[]): string {
  return errors
    .map(({ statusCode, message, fields }) => {
      const list = fields.length === 0 ? '' : `${fields.join(', ')} `;
      return `${statusCode}:${message}:${list}--`;
    })
    .join(';');
}
