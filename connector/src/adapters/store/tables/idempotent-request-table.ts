import type { Kysely } from 'kysely';
import type { Clock } from '../../../ports/clock.ts';
import type { IdempotentRequest, IdempotentRequests } from '../../../ports/idempotency.ts';
import { forgottenBefore, repeated } from '../idempotent-requests.ts';
import { storableJson } from '../storable-json.ts';
import type { Tables } from './schema.ts';

/** Idempotent requests in the database: of two that come at once, to whatever process, one begins. */
export function idempotentRequestTable(database: Kysely<Tables>, clock: Clock): IdempotentRequests {
  return {
    begin: async (request) => {
      const now = clock.now();
      await forgetOld(database, now);
      const { bearer, key, fingerprint } = request;
      const { numInsertedOrUpdatedRows: begun } = await database
        .insertInto('idempotent_request')
        .values({ bearer, key, fingerprint, begun_at: now, answer: null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (begun === 1n) return 'begun';
      const known = await database
        .selectFrom('idempotent_request')
        .select(['fingerprint', 'begun_at as begunAt', 'answer'])
        .where('bearer', '=', bearer)
        .where('key', '=', key)
        .executeTakeFirst();
      // Forgotten between the two statements: whoever had it has just failed.
      return known ? repeated(request, known) : 'under-way';
    },
    end: async (request, answer) => {
      await database
        .updateTable('idempotent_request')
        .set({ answer: JSON.parse(storableJson(answer)) as typeof answer })
        .where('bearer', '=', request.bearer)
        .where('key', '=', request.key)
        .execute();
    },
    forget: async ({ bearer, key }: IdempotentRequest) => {
      await database
        .deleteFrom('idempotent_request')
        .where('bearer', '=', bearer)
        .where('key', '=', key)
        .execute();
    },
  };
}

async function forgetOld(database: Kysely<Tables>, now: Date): Promise<void> {
  const { answered, open } = forgottenBefore(now);
  await database
    .deleteFrom('idempotent_request')
    .where((where) =>
      where.or([
        where('begun_at', '<', answered),
        where.and([where('begun_at', '<', open), where('answer', 'is', null)]),
      ]),
    )
    .execute();
}
