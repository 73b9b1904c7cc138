import type { FieldSchema, ObjectSchema } from '../schema/object-schema.ts';
import { normalizedId, numberedId } from '../schema/salesforce-id.ts';
import { nextAutoNumber } from './auto-number.ts';
import { defaultValue } from './default-value.ts';
import type { FieldChanges } from './field-changes.ts';
import { apiDateTime } from './moments.ts';
import type { OrgContext } from './org-context.ts';
import { checkReference, idsWith } from './referenced-id.ts';
import { RowFailure, saveError } from './row-failure.ts';
import { quoted, type SqlRow } from './store.ts';
import { isStored } from './tables.ts';
import { checkValidationRules } from './validation-rules.ts';

/**
 * Writes a new record with defaults, auto numbers and audit fields, and returns its id: the next of its object, or
 * `givenId` where the org itself makes the record. Throws `RowFailure`.
 */
export function insertRecord(
  context: OrgContext,
  object: ObjectSchema,
  changes: FieldChanges,
  userId: string,
  givenId?: string,
): string {
  const { store, clock } = context;
  return store.transaction(() => {
    const prefix = object.keyPrefix ?? '';
    const id = givenId ?? numberedId(prefix, store.next(`id:${prefix}`));
    const { fields, sql } = insertPlan(object);
    const values = new Map(changes);
    for (const field of fields) {
      if (!values.has(field)) values.set(field, initialValue(context, object, field, id, userId));
    }
    checkRequired(object, values);
    checkValues(context, object, values, id);
    stamp(object, values, userId, clock.now(), ['CreatedDate', 'CreatedById']);
    store.run(sql, ...fields.map((field) => values.get(field) ?? null));
    checkValidationRules(context, object, id, undefined);
    context.noteChange(object);
    return id;
  });
}

interface InsertPlan {
  readonly fields: readonly FieldSchema[];
  readonly sql: string;
}

/** The same for every record of an object as long as its schema lives, which a deploy replaces: worked out once. */
const insertPlans = new WeakMap<ObjectSchema, InsertPlan>();

function insertPlan(object: ObjectSchema): InsertPlan {
  const known = insertPlans.get(object);
  if (known !== undefined) return known;
  const fields = object.fields.filter(isStored);
  const names = fields.map(({ name }) => quoted(name)).join(', ');
  const marks = fields.map(() => '?').join(', ');
  const sql = `INSERT INTO ${quoted(object.name)} (${names}) VALUES (${marks})`;
  const plan = { fields, sql };
  insertPlans.set(object, plan);
  return plan;
}

function initialValue(
  context: OrgContext,
  object: ObjectSchema,
  field: FieldSchema,
  id: string,
  userId: string,
) {
  if (field.name === 'Id') return id;
  if (field.name === 'OwnerId') return userId;
  if (field.autoNumberFormat !== null) {
    return nextAutoNumber(context.store, object, field, context.clock.now());
  }
  // A custom object's text name that isn't given is the id, in 15 characters, as in an org.
  if (field.name === 'Name' && object.kind === 'custom') return id.slice(0, 15);
  return defaultValue(context.store, field);
}

/** Changes the fields of a record that is there. Audit fields move, whether the values differ or not. Throws `RowFailure`. */
export function updateRecord(
  context: OrgContext,
  object: ObjectSchema,
  givenId: string,
  changes: FieldChanges,
  userId: string,
): string {
  const { store, clock } = context;
  return store.transaction(() => {
    const before = liveRow(context, object, givenId);
    const id = String(before.Id);
    const values = new Map(changes);
    checkRequired(object, values);
    checkValues(context, object, values, id);
    stamp(object, values, userId, clock.now(), []);
    const assignments = Array.from(values.keys(), ({ name }) => `${quoted(name)} = ?`).join(', ');
    if (values.size > 0) {
      store.run(
        `UPDATE ${quoted(object.name)} SET ${assignments} WHERE Id = ?`,
        ...values.values(),
        id,
      );
    }
    checkValidationRules(context, object, id, before);
    context.noteChange(object);
    return id;
  });
}

/**
 * The row of a record that may be changed now. Throws `RowFailure`: no such record, in the recycle bin, or its row is
 * locked by somebody else.
 */
export function liveRow(context: OrgContext, object: ObjectSchema, givenId: string): SqlRow {
  const id = normalizedId(givenId);
  if (id === null) {
    throw new RowFailure(
      saveError('MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${givenId}`, [
        'Id',
      ]),
    );
  }
  const row = context.store.get(`SELECT * FROM ${quoted(object.name)} WHERE Id = ?`, id);
  if (!row) {
    throw new RowFailure(saveError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
  }
  if (row.IsDeleted === 1) {
    throw new RowFailure(saveError('ENTITY_IS_DELETED', 'entity is deleted'));
  }
  refuseLocked(context, object.name, id);
  return row;
}

function refuseLocked(context: OrgContext, object: string, id: string): void {
  if (!context.isLocked(object, id)) return;
  const message = `unable to obtain exclusive access to this record or 1 records: ${id}`;
  throw new RowFailure(saveError('UNABLE_TO_LOCK_ROW', message));
}

/** Saving a record locks the parents it names (Record Locking Cheat Sheet): one that is locked already refuses the child. */
function refuseLockedParent(context: OrgContext, { reference }: FieldSchema, id: string): void {
  const parent = context.schema.byKeyPrefix(id.slice(0, 3));
  // Users and other setup records are not locked by the records that name them.
  if (reference === null || parent?.permissionable !== true) return;
  refuseLocked(context, parent.name, id);
}

const filledIn: ReadonlySet<string> = new Set([
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
]);

function checkRequired(object: ObjectSchema, values: FieldChanges): void {
  const missing = [...values]
    .filter(([field, value]) => value === null && !field.nillable && !filledIn.has(field.name))
    .map(([field]) => field.name);
  if (missing.length === 0) return;
  const message = `Required fields are missing: [${missing.join(', ')}]`;
  throw new RowFailure(saveError('REQUIRED_FIELD_MISSING', message, missing));
}

function checkValues(
  context: OrgContext,
  object: ObjectSchema,
  values: FieldChanges,
  id: string,
): void {
  for (const [field, value] of values) {
    if (value === null) continue;
    if (isRecordReference(field)) {
      checkReference(context, field, String(value));
      if (field.name !== 'Id') refuseLockedParent(context, field, String(value));
    }
    if (!field.unique) continue;
    const other = idsWith(context, object.name, field, value).find((each) => each !== id);
    if (other === undefined) continue;
    const message = `duplicate value found: ${field.name} duplicates value on record with id: ${other.slice(0, 15)}`;
    throw new RowFailure(saveError('DUPLICATE_VALUE', message));
  }
}

/** Definitions of objects and fields are no records: who saves a metadata relationship has looked them up. */
function isRecordReference({ reference }: FieldSchema): boolean {
  return reference !== null && !reference.isMetadataRelationship;
}

/** Sets who changed the record and when, and the other given audit fields, where the object has them. */
function stamp(
  object: ObjectSchema,
  values: FieldChanges,
  userId: string,
  now: Date,
  others: readonly string[],
): void {
  const stamps = new Set(['LastModifiedDate', 'LastModifiedById', 'SystemModstamp', ...others]);
  for (const field of object.fields) {
    if (!stamps.has(field.name)) continue;
    values.set(field, field.type === 'datetime' ? apiDateTime(now) : userId);
  }
}
