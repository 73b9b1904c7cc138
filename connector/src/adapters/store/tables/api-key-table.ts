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
    revoke: async (id) => {
      try {
        const { numUpdatedRows } = await database
          .updateTable('api_key')
          .set({ revoked_at: clock.now() })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      } finally {
        // Also where the answer was lost: the key may be revoked all the same.
        recent.forget();
      }
    },
  };
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
