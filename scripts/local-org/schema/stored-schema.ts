import type { Store } from '../data/store.ts';
import type { FieldSchema, ObjectSchema } from './object-schema.ts';
import { numberedId, customKeyPrefix } from './salesforce-id.ts';

/** The objects as the database keeps them between two openings. */
export function storedObjects(store: Store): readonly ObjectSchema[] {
  return store
    .all('SELECT description FROM _object ORDER BY rowid')
    .map((row) => JSON.parse(String(row.description)) as ObjectSchema);
}

export function storeObject(store: Store, object: ObjectSchema): void {
  store.run(
    `INSERT INTO _object (name, description) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET description = excluded.description`,
    object.name,
    JSON.stringify(object),
  );
}

export function forgetObject(store: Store, name: string): void {
  store.run('DELETE FROM _object WHERE name = ?', name);
}

/** Gives a custom object its key prefix and its 01I id, and custom fields their 00N ids, where they have none yet. */
export function withIds(store: Store, object: ObjectSchema): ObjectSchema {
  const fields = object.fields.map((field) => withFieldId(store, field));
  if (object.kind !== 'custom' && object.kind !== 'customMetadata') return { ...object, fields };
  const family = object.kind === 'customMetadata' ? 'm' : 'a';
  return {
    ...object,
    fields,
    keyPrefix: object.keyPrefix ?? customKeyPrefix(store.next(`prefix:${family}`) - 1, family),
    durableId: object.durableId === object.name ? nextId(store, '01I') : object.durableId,
  };
}

export function withFieldId(store: Store, field: FieldSchema): FieldSchema {
  const isNew = field.custom && field.durableId === field.name;
  return isNew ? { ...field, durableId: nextId(store, '00N') } : field;
}

/** The next id of a kind of component or setup record. */
export function nextId(store: Store, keyPrefix: string): string {
  return numberedId(keyPrefix, store.next(`id:${keyPrefix}`));
}
