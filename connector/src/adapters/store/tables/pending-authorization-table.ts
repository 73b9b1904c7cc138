import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PendingAuthorization } from '../../../domain/authorization.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { PendingAuthorizations } from '../../../ports/pending-authorizations.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Tables } from './schema.ts';

/** Sign-ins in a browser, begun in one process and finished in whichever the browser comes back to. */
export function pendingAuthorizationTable(
  database: Kysely<Tables>,
  box: SecretBox,
  clock: Clock,
): PendingAuthorizations {
  return {
    keep: async (pending) => {
      const hash = hashOf(pending.state);
      const now = clock.now();
      await database.deleteFrom('pending_authorization').where('expires_at', '<=', now).execute();
      await database
        .insertInto('pending_authorization')
        .values({
          state_hash: hash,
          sealed: box.seal(hash, JSON.stringify(pending)),
          expires_at: pending.expiresAt,
        })
        .execute();
    },
    take: async (state) => {
      const hash = hashOf(state);
      // Deleted as it is read: of two that ask at a time, the database gives it to one.
      const row = await database
        .deleteFrom('pending_authorization')
        .where('state_hash', '=', hash)
        .returningAll()
        .executeTakeFirst();
      if (!row || row.expires_at <= clock.now()) return undefined;
      const pending = JSON.parse(box.open(hash, row.sealed)) as PendingAuthorization;
      return { ...pending, expiresAt: row.expires_at };
    },
  };
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
