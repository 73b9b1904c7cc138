import type { ObjectSchema } from '../schema/object-schema.ts';
import type { ChildReference } from '../schema/schema.ts';
import { normalizedId } from '../schema/salesforce-id.ts';
import { apiDateTime } from './moments.ts';
import type { OrgContext } from './org-context.ts';
import { liveRow } from './record-writer.ts';
import { RowFailure, saveError } from './row-failure.ts';
import { quoted } from './store.ts';
import { binColumn } from './tables.ts';

/**
 * Deletes a record: into the recycle bin where the object has one, for good where not. Children go along
 * (master-detail), keep it from happening (Restrict), or lose the lookup (SetNull, as the License Management App's do).
 * Throws `RowFailure`.
 */
export function deleteRecord(context: OrgContext, object: ObjectSchema, givenId: string): string {
  return context.store.transaction(() => {
    const { Id } = liveRow(context, object, givenId);
    const id = String(Id);
    deleteWithChildren(context, object, id, id);
    return id;
  });
}

function deleteWithChildren(
  context: OrgContext,
  object: ObjectSchema,
  id: string,
  binnedWith: string,
): void {
  for (const reference of context.schema.childReferences(object.name)) {
    // Metadata refers to metadata only, by durable ids.
    if (reference.child.kind === 'virtual' || reference.child.kind === 'customMetadata') continue;
    detachChildren(context, id, binnedWith, reference);
  }
  removeRow(context, object, id, binnedWith);
  context.noteChange(object);
}

function removeRow(
  { store, clock }: OrgContext,
  object: ObjectSchema,
  id: string,
  binnedWith: string,
): void {
  const table = quoted(object.name);
  if (!object.undeletable) store.run(`DELETE FROM ${table} WHERE Id = ?`, id);
  else {
    store.run(
      `UPDATE ${table} SET IsDeleted = 1, ${binColumn} = ?, SystemModstamp = ? WHERE Id = ?`,
      binnedWith,
      apiDateTime(clock.now()),
      id,
    );
  }
}

function detachChildren(
  context: OrgContext,
  id: string,
  binnedWith: string,
  { child, field }: ChildReference,
): void {
  const { store } = context;
  const where = `WHERE ${quoted(field.name)} = ?${child.undeletable ? ' AND IsDeleted = 0' : ''}`;
  const rows = store.all(`SELECT Id FROM ${quoted(child.name)} ${where}`, id);
  const ids = rows.map((row) => String(row.Id));
  const onDelete = ids.length === 0 ? undefined : field.reference?.onDelete;
  if (onDelete === 'Restrict') throw restricted(id, child, ids);
  if (onDelete === 'Cascade') {
    for (const childId of ids) deleteWithChildren(context, child, childId, binnedWith);
  }
  if (onDelete === 'SetNull') {
    store.run(`UPDATE ${quoted(child.name)} SET ${quoted(field.name)} = NULL ${where}`, id);
  }
}

function restricted(id: string, child: ObjectSchema, ids: readonly string[]): RowFailure {
  const message = `Your attempt to delete ${id} could not be completed because it is associated with the following ${child.pluralLabel}.: ${ids.join(', ')}`;
  return new RowFailure(saveError('DELETE_FAILED', message));
}

/** Takes a record, and the children that went with it, out of the recycle bin. Lookups set to null stay null. */
export function undeleteRecord(context: OrgContext, object: ObjectSchema, givenId: string): string {
  const { store, schema, clock } = context;
  return store.transaction(() => {
    const id = normalizedId(givenId);
    const row =
      id !== null && object.undeletable
        ? store.get(
            `SELECT IsDeleted, ${binColumn} AS bin FROM ${quoted(object.name)} WHERE Id = ?`,
            id,
          )
        : undefined;
    // A child that went along comes back with its parent only, and a merged loser not at all.
    if (id === null || row?.IsDeleted !== 1 || row.bin !== id) {
      throw new RowFailure(saveError('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
    }
    for (const each of schema.objects().filter(({ undeletable }) => undeletable)) {
      store.run(
        `UPDATE ${quoted(each.name)} SET IsDeleted = 0, ${binColumn} = NULL, SystemModstamp = ? WHERE ${binColumn} = ?`,
        apiDateTime(clock.now()),
        id,
      );
    }
    return id;
  });
}
