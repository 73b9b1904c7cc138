import { sql, type Kysely, type Selectable } from 'kysely';
import type { DirectoryEntry } from '../../../domain/account.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  AccountName,
  AccountRange,
  Directory,
  DirectoryHead,
} from '../../../ports/directory.ts';
import { storableJson } from '../storable-json.ts';
import { overtakenByNewerList } from '../overtaken-by-newer-list.ts';
import { pageOfRows } from './directory-page.ts';
import { lastPerKey, rowChunks } from './row-chunks.ts';
import type { DirectoryEntryTable, Tables } from './schema.ts';

/**
 * The directory in the database. A new list is written beside the current one and becomes it in one step, so that
 * readers see either, a run that fails midway changes nothing, and no transaction stays open while
 * entries are being computed.
 */
export function directoryTable(database: Kysely<Tables>, clock: Clock): Directory {
  return {
    replaceEntries: async (organizationId, batches, head) => {
      const listId = await beginList(database, organizationId, clock.now(), head);
      for await (const batch of batches)
        for (const entries of rowChunks(batch)) await insertEntries(database, listId, entries);
      await completeList(database, organizationId, listId, clock.now());
    },
    find: async (organizationId, accountId) => {
      const row = await database
        .selectFrom('directory_entry')
        .selectAll()
        .where('list_id', '=', currentList(organizationId))
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row && entryOf(row);
    },
    head: async (organizationId) => {
      const row = await database
        .selectFrom('directory_list')
        .select('head')
        .where('id', '=', currentList(organizationId))
        .executeTakeFirst();
      return row?.head ?? undefined;
    },
    page: async (organizationId, query) => {
      const { rows, total, next } = await pageOfRows(database, currentList(organizationId), query);
      return { entries: rows.map(entryOf), total, next };
    },
    count: async (organizationId) => {
      const { count } = await database
        .selectFrom('directory_entry')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('list_id', '=', currentList(organizationId))
        .executeTakeFirstOrThrow();
      return count;
    },
    activeAccounts: (organizationId, range) => activeAccounts(database, organizationId, range),
  };
}

async function activeAccounts(
  database: Kysely<Tables>,
  organizationId: string,
  { after, limit }: AccountRange,
): Promise<readonly AccountName[]> {
  const rows = await database
    .selectFrom('directory_entry')
    .select(['account_id', 'name'])
    .where('list_id', '=', currentList(organizationId))
    .where('account_id', '>', after)
    .where('is_active', '=', true)
    .orderBy('account_id')
    .limit(limit)
    .execute();
  return rows.map(({ account_id: accountId, name }) => ({ accountId, name }));
}

/** Number of the organization's newest completed list, as part of a query. */
function currentList(organizationId: string) {
  return sql<string>`(
    select max(id) from directory_list
    where organization_id = ${organizationId} and completed_at is not null
  )`;
}

/** Starts a list, and sweeps out what an earlier run left unfinished. */
async function beginList(
  database: Kysely<Tables>,
  organizationId: string,
  startedAt: Date,
  head: DirectoryHead,
): Promise<string> {
  return database.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('directory_list')
      .where('organization_id', '=', organizationId)
      .where('completed_at', 'is', null)
      .execute();
    const { id } = await transaction
      .insertInto('directory_list')
      .values({
        organization_id: organizationId,
        started_at: startedAt,
        completed_at: null,
        head: sql`${storableJson(head)}::jsonb`,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** Adds entries to the list, or nothing where a newer list has swept it out, which `completeList` then tells. */
async function insertEntries(
  database: Kysely<Tables>,
  listId: string,
  entries: readonly DirectoryEntry[],
): Promise<void> {
  const rows = lastPerKey(entries, (entry) => entry.accountId).map(rowOf);
  await sql`
    insert into directory_entry (
      list_id, account_id, name, is_active, display, internal_seats, internal_seats_source,
      external_seats, external_seats_source, renewal_date, renewal_source, mau, wau, dau, reasons
    )
    select list.id, entry.*
    from directory_list list, jsonb_to_recordset(${storableJson(rows)}::jsonb) as entry (
      account_id text, name text, is_active boolean, display jsonb,
      internal_seats double precision, internal_seats_source text,
      external_seats double precision, external_seats_source text,
      renewal_date date, renewal_source text, mau double precision,
      wau double precision, dau double precision, reasons jsonb
    )
    where list.id = ${listId}
    on conflict (list_id, account_id) do update set
      name = excluded.name, is_active = excluded.is_active, display = excluded.display,
      internal_seats = excluded.internal_seats, internal_seats_source = excluded.internal_seats_source,
      external_seats = excluded.external_seats, external_seats_source = excluded.external_seats_source,
      renewal_date = excluded.renewal_date, renewal_source = excluded.renewal_source,
      mau = excluded.mau, wau = excluded.wau, dau = excluded.dau, reasons = excluded.reasons
  `.execute(database);
}

/** Makes the list the organization's directory and deletes the ones before. */
async function completeList(
  database: Kysely<Tables>,
  organizationId: string,
  listId: string,
  completedAt: Date,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('directory_list')
      .set({ completed_at: completedAt })
      .where('id', '=', listId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw overtakenByNewerList();
    await transaction
      .deleteFrom('directory_list')
      .where('organization_id', '=', organizationId)
      .where('id', '<', listId)
      .execute();
  });
}

function rowOf(entry: DirectoryEntry): Omit<DirectoryEntryTable, 'list_id'> {
  return {
    account_id: entry.accountId,
    name: entry.name,
    is_active: entry.isActive,
    display: entry.display,
    internal_seats: entry.internalSeats.seats,
    internal_seats_source: entry.internalSeats.source,
    external_seats: entry.externalSeats.seats,
    external_seats_source: entry.externalSeats.source,
    renewal_date: entry.renewal.date,
    renewal_source: entry.renewal.source,
    mau: entry.mau,
    wau: entry.wau,
    dau: entry.dau,
    reasons: entry.reasons,
  };
}

function entryOf(row: Selectable<DirectoryEntryTable>): DirectoryEntry {
  return {
    accountId: row.account_id,
    name: row.name,
    isActive: row.is_active,
    display: row.display,
    internalSeats: { seats: row.internal_seats, source: row.internal_seats_source },
    externalSeats: { seats: row.external_seats, source: row.external_seats_source },
    renewal: { date: row.renewal_date, source: row.renewal_source },
    mau: row.mau,
    wau: row.wau,
    dau: row.dau,
    reasons: row.reasons,
  };
}
