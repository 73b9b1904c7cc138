import type { Store } from '../../data/store.ts';
import { apiDateTime } from '../../data/moments.ts';
import { nextId } from '../stored-schema.ts';
import type { StoredComponent } from './deploy-result.ts';

/** What storing a file did. */
export interface StoredOutcome {
  readonly id: string;
  readonly created: boolean;
  readonly changed: boolean;
}

interface ComponentFile {
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
