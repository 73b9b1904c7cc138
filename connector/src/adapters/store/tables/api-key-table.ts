import type { Kysely, Selectable } from 'kysely';
import { isValidAt, type ApiKey } from '../../../domain/api-key.ts';
import type { ApiKeys, KeyRequest } from '../../../ports/api-keys.ts';
import type { Clock } from '../../../ports/clock.ts';
import { isSecretOf, newToken, tokenParts } from '../api-token.ts';
import { recentAnswers } from '../recent-answers.ts';
import type { ApiKeyTable, Tables } from './schema.ts';

/** Keys of the HTTP API in the database. */
export function apiKeyTable(database: Kysely<Tables>, clock: Clock): ApiKeys {
  /** Each request asks for its key. */
  const recent = recentAnswers<Selectable<ApiKeyTable>>(clock);
  const rowOf = (id: string) =>
    database.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst();

  return {
    issue: (request) => issuedKey(database, clock.now(), request),
    verify: async (token) => {
      const parts = tokenParts(token);
      if (!parts) return undefined;
      const row = await recent.of(parts.id, () => rowOf(parts.id));
      if (!row || !isSecretOf(parts.secret, row.secret_hash)) return undefined;
      const key = keyOf(row);
      return isValidAt(key, clock.now()) ? key : undefined;
    },
    list: async () => {
      const rows = await database
        .selectFrom('api_key')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(keyOf);
    },
    ...revocation(database, clock, () => {
      recent.forget();
    }),
  };
}

function revocation(
  database: Kysely<Tables>,
  clock: Clock,
  forget: () => void,
): Pick<ApiKeys, 'revoke' | 'revokeUnless'> {
  const forgetting = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work;
    } finally {
      // Also where the answer was lost: the key may be revoked all the same.
      forget();
    }
  };
  return {
    revoke: (id) => forgetting(isRevoked(database, id, clock.now())),
    revokeUnless: (id, isRefused) =>
      forgetting(
        database.transaction().execute(async (transaction) => {
          // Whoever ends another key meanwhile waits, and then finds this one gone.
          const rows = await transaction
            .selectFrom('api_key')
            .selectAll()
            .where('revoked_at', 'is', null)
            .orderBy('id')
            .forUpdate()
            .execute();
          const all = rows.map(keyOf);
          const key = all.find((each) => each.id === id);
          if (!key) return 'unknown';
          if (isRefused(key, all)) return 'refused';
          return (await isRevoked(transaction, id, clock.now())) ? 'revoked' : 'unknown';
        }),
      ),
  };
}

async function isRevoked(database: Kysely<Tables>, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('api_key')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function issuedKey(
  database: Kysely<Tables>,
  createdAt: Date,
  { organizationId, name, scope, expiresAt }: KeyRequest,
): ReturnType<ApiKeys['issue']> {
  const { id, token, secretHash } = newToken();
  const row = await database
    .insertInto('api_key')
    .values({
      id,
      organization_id: organizationId,
      name,
      scope,
      secret_hash: secretHash,
      created_at: createdAt,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { key: keyOf(row), token };
}

export function keyOf(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    scope: row.scope,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
