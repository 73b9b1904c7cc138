import type { Kysely } from 'kysely';
import { isValidAt } from '../../../domain/api-key.ts';
import type { AccessTokens } from '../../../ports/access-tokens.ts';
import type { Clock } from '../../../ports/clock.ts';
import { accessTokenHash, newAccessToken, tokenLifeMs } from '../access-token.ts';
import { keyOf } from './api-key-table.ts';
import type { Tables } from './schema.ts';

/** Access tokens in the database, so that each process that serves the API knows those of the others. */
export function accessTokenTable(database: Kysely<Tables>, clock: Clock): AccessTokens {
  return {
    issue: async (keyId, scopes) => {
      const now = clock.now();
      await database.deleteFrom('access_token').where('expires_at', '<=', now).execute();
      const { token, hash } = newAccessToken();
      await database
        .insertInto('access_token')
        .values({
          token_hash: hash,
          key_id: keyId,
          scopes: scopes.join(' '),
          expires_at: new Date(now.getTime() + tokenLifeMs),
        })
        .execute();
      return { token, expiresInSeconds: tokenLifeMs / 1_000 };
    },
    verify: async (token) => {
      const hash = accessTokenHash(token);
      if (hash === undefined) return undefined;
      const row = await database
        .selectFrom('access_token')
        .innerJoin('api_key', 'api_key.id', 'access_token.key_id')
        .selectAll('api_key')
        .select('access_token.scopes')
        .where('token_hash', '=', hash)
        .where('access_token.expires_at', '>', clock.now())
        .executeTakeFirst();
      if (!row || !isValidAt(keyOf(row), clock.now())) return undefined;
      return { key: keyOf(row), scopes: row.scopes.split(' ') };
    },
  };
}
