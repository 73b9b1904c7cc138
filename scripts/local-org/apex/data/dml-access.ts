import type { FieldSchema } from '../../schema/object-schema.ts';
import type { ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';
import type { DmlOperation, DmlRequest } from './dml-request.ts';

const rights = {
  insert: ['create'],
  update: ['edit'],
  upsert: ['create', 'edit'],
  delete: ['delete'],
  undelete: ['create'],
} as const;

/** User mode asks for the object's permission. Throws SecurityException "Access to entity 'Account' denied". */
export function assertObjectAccess(
  run: DataRun,
  operation: DmlOperation,
  record: ApexSObject,
): void {
  const access = run.org.accessOf(run.userId);
  const { object } = record.type;
  if (rights[operation].every((right) => access.can(right, object))) return;
  throw run.exception('SecurityException', `Access to entity '${object.name}' denied`);
}

/** Fields of the record the user may not write, by API name. What the platform ignores anyway doesn't count. */
export function inaccessibleFields(
  run: DataRun,
  { operation }: DmlRequest,
  record: ApexSObject,
): readonly string[] {
  if (operation === 'delete' || operation === 'undelete') return [];
  const isNew = operation === 'insert' || (operation === 'upsert' && !record.id);
  return [...record.values.keys()].filter((name) => {
    const field = record.type.field(name);
    return field !== undefined && isRefused(run, record, field, isNew);
  });
}

function isRefused(run: DataRun, record: ApexSObject, field: FieldSchema, isNew: boolean): boolean {
  const isWritable = isNew ? field.createable : field.updateable;
  // The parent of a detail that can't be moved is no field an update may carry, even unchanged.
  if (!isWritable) return !isNew && field.reference?.isMasterDetail === true;
  if (!field.permissionable) return false;
  return !run.org.accessOf(run.userId).canEditField(record.type.object, field);
}
