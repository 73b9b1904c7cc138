import type { FieldSchema } from '../schema/object-schema.ts';
import { columnValue, malformedId } from './field-value.ts';
import type { OrgContext } from './org-context.ts';
import { RowFailure, saveError } from './row-failure.ts';
import { quoted, type SqlValue } from './store.ts';

/** Id of the parent named by one of its external ids, `{ Key__c: 'x' }`, or null to clear the lookup. */
export function referencedId(
  context: OrgContext,
  relation: FieldSchema,
  parent: unknown,
): string | null {
  if (parent === null) return null;
  const target = relation.reference?.to[0] ?? '';
  const [name, given] = Object.entries(parent as object).find(([key]) => key !== 'attributes') ?? [
    '',
  ];
  const key = context.schema.findField(target, name);
  if (!key || !isKey(key)) {
    const message = `'${name}' is no external id field of ${target}, which ${relation.name} refers to`;
    throw new RowFailure(saveError('INVALID_FIELD', message, [relation.name]));
  }
  const value = columnValue(key, given, 'csv');
  return theOne(idsWith(context, target, key, value), target, key, String(value));
}

function theOne(ids: readonly string[], target: string, key: FieldSchema, value: string): string {
  const [id] = ids;
  if (id === undefined) {
    const message = `Foreign key external ID: ${value.toLowerCase()} not found for field ${key.name} in entity ${target}`;
    throw new RowFailure(saveError('INVALID_FIELD', message));
  }
  if (ids.length === 1) return id;
  const message = `more than one record found for external id field: [${ids.join(', ')}]`;
  throw new RowFailure(saveError('DUPLICATE_EXTERNAL_ID', message));
}

/** Whether records can be found by the field: an external id, a unique field, the id. */
export function isKey(field: FieldSchema): boolean {
  return field.externalId || field.unique || field.name === 'Id';
}

/** Ids of the records, not deleted, whose field has the value as the field compares it. */
export function idsWith(
  { store, schema }: OrgContext,
  object: string,
  field: FieldSchema,
  value: SqlValue,
): string[] {
  const alive = schema.findField(object, 'IsDeleted') ? ' AND IsDeleted = 0' : '';
  const collation =
    typeof value === 'string' && !field.caseSensitive && !isIdField(field) ? ' COLLATE NOCASE' : '';
  const sql = `SELECT Id FROM ${quoted(object)} WHERE ${quoted(field.name)} = ?${collation}${alive} LIMIT 3`;
  return store.all(sql, value).map((row) => String(row.Id));
}

function isIdField(field: FieldSchema): boolean {
  return field.type === 'id' || field.type === 'reference';
}

/** Throws `RowFailure` unless the lookup's value is the id of a record that is there. */
export function checkReference(
  { store, schema }: OrgContext,
  field: FieldSchema,
  id: string,
): void {
  const targets = field.reference?.to ?? [];
  const target = targets
    .map((name) => schema.find(name))
    .find((each) => each?.keyPrefix === id.slice(0, 3));
  if (!target) throw new RowFailure(malformedId(field, id));
  const deleted = schema.findField(target.name, 'IsDeleted') ? 'IsDeleted' : '0';
  const row = store.get(
    `SELECT ${deleted} AS deleted FROM ${quoted(target.name)} WHERE Id = ?`,
    id,
  );
  if (!row) {
    throw new RowFailure(
      saveError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]),
    );
  }
  if (row.deleted === 1) {
    throw new RowFailure(saveError('ENTITY_IS_DELETED', 'entity is deleted', [field.name]));
  }
}
