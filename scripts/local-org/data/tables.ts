import type { FieldSchema, FieldType, ObjectSchema } from '../schema/object-schema.ts';
import { quoted, type Store } from './store.ts';

type ColumnType = 'TEXT' | 'INTEGER' | 'REAL';

const columnTypes: Readonly<Partial<Record<FieldType, ColumnType>>> = {
  boolean: 'INTEGER',
  int: 'INTEGER',
  long: 'INTEGER',
  double: 'REAL',
  currency: 'REAL',
  percent: 'REAL',
};

/** Type of the column a field's values are kept in; two fields of one type can replace each other without losing data. */
export function columnType(field: FieldSchema): ColumnType {
  return columnTypes[field.type] ?? 'TEXT';
}

/** Whether a field has a column: formulas and compound fields are computed when they are read. */
export function isStored(field: FieldSchema): boolean {
  return field.formula === null && field.compoundPrefix === null;
}

/** Column that says which deletion put a record into the recycle bin: the id of the record the deletion began with. */
export const binColumn = '_bin';

function columnDefinition(field: FieldSchema): string {
  const constraint =
    field.name === 'Id' ? ' PRIMARY KEY' : field.type === 'boolean' ? ' NOT NULL DEFAULT 0' : '';
  return `${quoted(field.name)} ${columnType(field)}${constraint}`;
}

/**
 * Lookups, unique and external id fields are found without reading the whole table. Text is compared as its field
 * compares it: without regard to (ASCII) case unless the field is case-sensitive.
 */
function createIndex(
  store: Store,
  object: ObjectSchema,
  field: FieldSchema,
  database: Database = 'main',
): void {
  if (!isStored(field) || !isLookedUp(field)) return;
  const isText = columnType(field) === 'TEXT' && !field.reference;
  const collation = isText && !field.caseSensitive ? ' COLLATE NOCASE' : '';
  store.exec(
    `CREATE INDEX ${database}.${indexName(object, field)} ON ${quoted(object.name)} (${quoted(field.name)}${collation})`,
  );
}

/** Who saved a record is asked of one record, never the other way round: an index would only cost each save. */
const auditReferences: ReadonlySet<string> = new Set(['CreatedById', 'LastModifiedById']);

function isLookedUp({ name, reference, unique, externalId }: FieldSchema): boolean {
  return (reference !== null && !auditReferences.has(name)) || unique || externalId;
}

function indexName(object: ObjectSchema, field: FieldSchema): string {
  return quoted(`_index.${object.name}.${field.name}`);
}

function dropIndex(store: Store, object: ObjectSchema, field: FieldSchema): void {
  store.exec(`DROP INDEX IF EXISTS ${indexName(object, field)}`);
}

/** SQLite's own names: `temp` lives as long as the connection, and hides a table of the same name in `main`. */
type Database = 'main' | 'temp';

export function createTable(store: Store, object: ObjectSchema, database: Database = 'main'): void {
  const columns = object.fields.filter(isStored).map(columnDefinition);
  const bin = object.undeletable ? [`${binColumn} TEXT`] : [];
  const name = `${database}.${quoted(object.name)}`;
  store.exec(`CREATE TABLE ${name} (${[...columns, ...bin].join(', ')})`);
  for (const field of object.fields) createIndex(store, object, field, database);
}

export function dropTable(store: Store, object: ObjectSchema): void {
  store.exec(`DROP TABLE ${quoted(object.name)}`);
  store.forgetStatements();
}

/** Adds a field's column, or lets it be when the field is computed. */
export function addColumn(store: Store, object: ObjectSchema, field: FieldSchema): void {
  if (!isStored(field)) return;
  store.exec(`ALTER TABLE ${quoted(object.name)} ADD COLUMN ${columnDefinition(field)}`);
  createIndex(store, object, field);
  store.forgetStatements();
}

export function dropColumn(store: Store, object: ObjectSchema, field: FieldSchema): void {
  if (!isStored(field)) return;
  dropIndex(store, object, field);
  store.exec(`ALTER TABLE ${quoted(object.name)} DROP COLUMN ${quoted(field.name)}`);
  store.forgetStatements();
}

/** Brings the column of a redeployed field in line: indexed or not, stored or computed. Data of a stored field stays. */
export function changeColumn(
  store: Store,
  object: ObjectSchema,
  before: FieldSchema,
  after: FieldSchema,
): void {
  dropIndex(store, object, before);
  if (isStored(before) && !isStored(after)) dropColumn(store, object, before);
  else if (!isStored(before)) addColumn(store, object, after);
  else createIndex(store, object, after);
}

export function renameColumn(
  store: Store,
  object: ObjectSchema,
  before: FieldSchema,
  after: FieldSchema,
): void {
  if (!isStored(before)) return;
  dropIndex(store, object, before);
  store.exec(
    `ALTER TABLE ${quoted(object.name)} RENAME COLUMN ${quoted(before.name)} TO ${quoted(after.name)}`,
  );
  createIndex(store, object, after);
  store.forgetStatements();
}
