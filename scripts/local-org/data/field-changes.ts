import type { FieldSchema, ObjectSchema } from '../schema/object-schema.ts';
import type { Access } from './access.ts';
import { columnValue } from './field-value.ts';
import type { OrgContext } from './org-context.ts';
import { referencedId } from './referenced-id.ts';
import { RowFailure, saveError } from './row-failure.ts';
import type { RecordInput, SaveError } from './save-result.ts';
import type { SqlValue } from './store.ts';
import type { WriteOptions } from './user-session.ts';

/** Column values a write asks for, by field. */
export type FieldChanges = Map<FieldSchema, SqlValue>;

interface Target {
  readonly object: ObjectSchema;
  readonly access: Access;
  readonly purpose: 'insert' | 'update';
  readonly format: NonNullable<WriteOptions['format']>;
}

/**
 * The fields a record input sets, checked against the schema and the user's access, values coerced. A parent may be
 * named by its external id, `{ Account__r: { Key__c: 'x' } }` or `Account__r.Key__c` in CSV. Throws `RowFailure` with
 * every value that doesn't fit.
 */
export function fieldChanges(
  context: OrgContext,
  target: Target,
  record: RecordInput,
): FieldChanges {
  const changes: FieldChanges = new Map();
  const refused: string[] = [];
  const errors: SaveError[] = [];
  for (const [key, given] of Object.entries(record)) {
    if (given === undefined || key === 'attributes' || isOwnId(key, given, target)) continue;
    const { field, value } = resolvedInput(context, target, key, given);
    if (!isWritable(target, field)) refused.push(field.name);
    else collect(errors, () => changes.set(field, columnValue(field, value, target.format)));
  }
  if (refused.length > 0) throw new RowFailure(notWritable(refused));
  if (errors.length > 0) throw new RowFailure(...errors);
  return changes;
}

function isOwnId(key: string, given: unknown, { purpose }: Target): boolean {
  if (key.toLowerCase() !== 'id') return false;
  if (purpose === 'update' || given === null || given === '') return true;
  throw new RowFailure(
    saveError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']),
  );
}

function resolvedInput(
  context: OrgContext,
  { object }: Target,
  key: string,
  value: unknown,
): { field: FieldSchema; value: unknown } {
  const field = context.schema.findField(object.name, key);
  if (field) return { field, value };
  const [relationship = '', externalId] = key.split('.');
  const relation = object.fields.find(
    ({ reference }) => reference?.relationshipName.toLowerCase() === relationship.toLowerCase(),
  );
  if (!relation) throw noSuchColumn(object, key);
  const parent = externalId === undefined ? value : { [externalId]: value };
  return { field: relation, value: referencedId(context, relation, parent) };
}

/** The row error for a name the object has no field of. */
export function noSuchColumn(object: ObjectSchema, name: string): RowFailure {
  return new RowFailure(
    saveError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`),
  );
}

function isWritable({ object, access, purpose }: Target, field: FieldSchema): boolean {
  const byNature = purpose === 'insert' ? field.createable : field.updateable;
  return byNature && (!field.permissionable || access.canEditField(object, field));
}

function notWritable(fields: readonly string[]): SaveError {
  return saveError(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    fields,
  );
}

function collect(errors: SaveError[], work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RowFailure)) throw error;
    errors.push(...error.errors);
  }
}
