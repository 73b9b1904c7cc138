import { systemRecord } from './new-org.ts';
import type { OrgContext } from './org-context.ts';
import { quoted, type SqlValue } from './store.ts';

type Values = Readonly<Record<string, SqlValue>>;

/** How the org keeps records of its own: jobs and what becomes of them, notifications. No permission is asked. */
export interface SystemRecords {
  /** Returns the id. */
  insert(object: string, values: Values, userId: string): string;
  /** Sets columns of a record that is there; audit fields stay as they are. */
  set(object: string, id: string, values: Values): void;
  delete(object: string, id: string): void;
}

/** The records of an org, written past all permissions. */
export function systemRecords(context: OrgContext): SystemRecords {
  return {
    insert: (object, values, userId) => systemRecord(context, object, values, userId),
    set: (object, id, values) => {
      const assignments = Object.keys(values).map((name) => `${quoted(name)} = ?`);
      context.store.run(
        `UPDATE ${quoted(object)} SET ${assignments.join(', ')} WHERE Id = ?`,
        ...Object.values(values),
        id,
      );
    },
    delete: (object, id) => {
      context.store.run(`DELETE FROM ${quoted(object)} WHERE Id = ?`, id);
    },
  };
}
