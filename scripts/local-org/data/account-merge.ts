import { apiDateTime } from './moments.ts';
import type { OrgContext } from './org-context.ts';
import { liveRow } from './record-writer.ts';
import { RowFailure, saveError } from './row-failure.ts';
import { quoted } from './store.ts';
import { binColumn } from './tables.ts';

/**
 * Merges up to two Accounts into a master: they are deleted with MasterRecordId set, and whatever looked up to them
 * looks up to the master. Returns the master's id. Throws `RowFailure`.
 */
export function mergeAccounts(
  context: OrgContext,
  masterId: string,
  loserIds: readonly string[],
  userId: string,
): string {
  const { store, schema, clock } = context;
  const account = schema.find('Account');
  if (!account) throw new Error('The org has no Account object');
  return store.transaction(() => {
    const master = String(liveRow(context, account, masterId).Id);
    const losers = loserIds.map((id) => String(liveRow(context, account, id).Id));
    if (losers.length === 0 || losers.length > 2 || losers.includes(master)) {
      throw new RowFailure(
        saveError('INVALID_NUMBER_FOR_MERGE', 'Merge one or two other records into the master'),
      );
    }
    const now = apiDateTime(clock.now());
    for (const loser of losers) {
      for (const { child, field } of schema.childReferences('Account')) {
        if (field.name === 'MasterRecordId') continue;
        const column = quoted(field.name);
        store.run(
          `UPDATE ${quoted(child.name)} SET ${column} = ? WHERE ${column} = ?`,
          master,
          loser,
        );
      }
      store.run(
        `UPDATE Account SET IsDeleted = 1, MasterRecordId = ?, ${binColumn} = ?, SystemModstamp = ? WHERE Id = ?`,
        master,
        // No id: a loser never comes back with another record.
        'merged',
        now,
        loser,
      );
    }
    store.run(
      'UPDATE Account SET LastModifiedDate = ?, LastModifiedById = ?, SystemModstamp = ? WHERE Id = ?',
      now,
      userId,
      now,
      master,
    );
    return master;
  });
}
