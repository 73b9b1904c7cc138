import type { Store } from '../../data/store.ts';
import { apiDateTime } from '../../data/moments.ts';
import { nextId } from '../stored-schema.ts';
import type { StoredComponent } from './deploy-result.ts';
import type { XmlElement } from './xml-element.ts';

/** What storing a file did. */
export interface StoredOutcome {
  readonly id: string;
  readonly created: boolean;
  readonly changed: boolean;
}

export interface ComponentFile {
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly content: Uint8Array;
}

/** Keeps a file of a component; files of one component share its id. */
export function storeComponent(
  store: Store,
  file: ComponentFile,
  idPrefix: string,
  now: Date,
  givenId?: string,
): StoredOutcome {
  const rows = store.all(
    'SELECT id, fileName, content FROM _component WHERE type = ? AND fullName = ?',
    file.type,
    file.fullName,
  );
  const same = rows.find((row) => row.fileName === file.fileName);
  const id = givenId ?? (rows[0] ? String(rows[0].id) : nextId(store, idPrefix));
  const isEqual =
    same !== undefined && Buffer.compare(same.content as Uint8Array, file.content) === 0;
  if (!isEqual) {
    store.run(
      'INSERT OR REPLACE INTO _component (type, fullName, id, fileName, content, lastModifiedDate) VALUES (?, ?, ?, ?, ?, ?)',
      file.type,
      file.fullName,
      id,
      file.fileName,
      file.content,
      apiDateTime(now),
    );
  }
  return { id, created: rows.length === 0, changed: !isEqual };
}

/** Removes the files of a component that a deploy of the same component no longer has. */
export function forgetOtherFiles(
  store: Store,
  { type, fullName }: Pick<ComponentFile, 'type' | 'fullName'>,
  kept: readonly string[],
): void {
  for (const { fileName } of storedComponents(store, type).filter(
    (each) => each.fullName === fullName,
  )) {
    if (kept.includes(fileName)) continue;
    store.run(
      'DELETE FROM _component WHERE type = ? AND fullName = ? AND fileName = ?',
      type,
      fullName,
      fileName,
    );
  }
}

export function storedComponents(store: Store, type: string): readonly StoredComponent[] {
  const rows = store.all(
    'SELECT * FROM _component WHERE type = ? ORDER BY fullName, fileName',
    type,
  );
  return rows.map((row) => ({
    type,
    fullName: String(row.fullName),
    id: String(row.id),
    fileName: String(row.fileName),
    content: row.content as Uint8Array,
    lastModifiedDate: String(row.lastModifiedDate),
  }));
}

/** Removes all files of a component. Returns its id, null when there was none. */
export function forgetComponent(store: Store, type: string, fullName: string): string | null {
  const row = store.get(
    'SELECT id FROM _component WHERE type = ? AND fullName = ?',
    type,
    fullName,
  );
  store.run('DELETE FROM _component WHERE type = ? AND fullName = ?', type, fullName);
  return row ? String(row.id) : null;
}

/** Removes what an object that is no more had inside its file. */
export function forgetParts(store: Store, object: string): void {
  store.run(
    'DELETE FROM _component WHERE substr(fullName, 1, ?) = ?',
    object.length + 1,
    `${object}.`,
  );
}

/** Gives a part of an object another name, in its element too. */
export function renamePart(store: Store, type: string, fullName: string, to: string): void {
  for (const part of storedComponents(store, type).filter((each) => each.fullName === fullName)) {
    const element = JSON.parse(new TextDecoder().decode(part.content)) as XmlElement;
    const children = element.children.map((child) =>
      child.name === 'fullName' ? { ...child, text: to } : child,
    );
    store.run(
      'UPDATE _component SET fullName = ?, content = ? WHERE type = ? AND fullName = ?',
      fullName.replace(/[^.]+$/, to),
      new TextEncoder().encode(JSON.stringify({ ...element, children })),
      type,
      fullName,
    );
  }
}
