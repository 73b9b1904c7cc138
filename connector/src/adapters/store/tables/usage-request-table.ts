import { sql, type Kysely, type Selectable } from 'kysely';
import type { AskedFile } from '../../../domain/usage-file.ts';
import type { UsageRequestBook } from '../../../ports/usage-request-book.ts';
import { keptRequestsSince } from '../kept-usage-requests.ts';
import type { Tables, UsageRequestTable } from './schema.ts';

/** Requests for App Analytics files in `usage_request`, what they are based on in `usage_fetch`, when is next in `organization`. */
export function usageRequestTable(database: Kysely<Tables>): UsageRequestBook {
  return {
    ...askedFiles(database),
    coverage: async (organizationId) => {
      const row = await database
        .selectFrom('usage_fetch')
        .select(['coverage', 'noted_at'])
        .where('organization_id', '=', organizationId)
        .executeTakeFirst();
      if (!row?.coverage || !row.noted_at) return undefined;
      return { coverage: row.coverage, notedAt: row.noted_at };
    },
    noteCoverage: async (organizationId, { coverage, notedAt }) => {
      await sql`
        insert into usage_fetch (organization_id, coverage, noted_at)
        values (${organizationId}, ${JSON.stringify(coverage)}::jsonb, ${notedAt})
        on conflict (organization_id) do update set coverage = excluded.coverage, noted_at = excluded.noted_at
      `.execute(database);
    },
    claimFetches: (now, next, limit) => claimed(database, now, next, limit),
    setNextFetch: async (organizationId, next) => {
      await database
        .updateTable('organization')
        .set({ next_fetch_at: next })
        .where('id', '=', organizationId)
        .execute();
    },
  };
}

function askedFiles(database: Kysely<Tables>): Pick<UsageRequestBook, 'askedSince' | 'record'> {
  return {
    askedSince: async (organizationId, since) => {
      const rows = await database
        .selectFrom('usage_request')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('asked_at', '>=', since)
        .orderBy('asked_at')
        .orderBy('id')
        .execute();
      return rows.map(askedFile);
    },
    record: async (organizationId, file) => {
      const { id, ...row } = rowOf(file);
      await database
        .insertInto('usage_request')
        .values({ organization_id: organizationId, id, ...row })
        .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doUpdateSet(row))
        .execute();
      await database
        .deleteFrom('usage_request')
        .where('organization_id', '=', organizationId)
        .where('asked_at', '<', keptRequestsSince(file.askedAt))
        .execute();
    },
  };
}

async function claimed(
  database: Kysely<Tables>,
  now: Date,
  next: Date,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await claimedRows(now, next, limit).execute(database);
  return rows.map(({ id }) => id);
}

/** The statement by itself, so that a test can ask the database how it carries it out. */
export function claimedRows(now: Date, next: Date, limit: number) {
  return sql<{ readonly id: string }>`
    update organization set next_fetch_at = ${next} where id in (
      select id from organization where not is_paused and next_fetch_at <= ${now}
      order by next_fetch_at, id limit ${limit} for update skip locked
    ) returning id
  `;
}

type Row = Omit<Selectable<UsageRequestTable>, 'organization_id'>;

function rowOf({ id, dataType, period, availableSince, ...file }: AskedFile): Row {
  return {
    id,
    data_type: dataType,
    first_day: period.start,
    last_day: period.end,
    available_since: availableSince,
    asked_at: file.askedAt,
    state: file.state,
    settled_at: file.settledAt,
    bytes: String(file.bytes),
  };
}

function askedFile(row: Row): AskedFile {
  return {
    id: row.id,
    dataType: row.data_type,
    period: { start: row.first_day, end: row.last_day },
    availableSince: row.available_since,
    askedAt: row.asked_at,
    state: row.state,
    settledAt: row.settled_at,
    bytes: Number(row.bytes),
  };
}
