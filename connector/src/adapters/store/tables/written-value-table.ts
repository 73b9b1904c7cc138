import { sql, type Kysely } from 'kysely';
import type { Clock } from '../../../ports/clock.ts';
import type { WriteLedger, WrittenValue } from '../../../ports/write-ledger.ts';
import { storableJson } from '../storable-json.ts';
import { lastPerKey, rowChunks } from './row-chunks.ts';
import type { Tables } from './schema.ts';

/** Accounts a page of `accountsWithValues`. */
const accountsPerPage = 2_000;

/** The connector's own writes, in the database. */
export function writtenValueTable(database: Kysely<Tables>, clock: Clock): WriteLedger {
  return {
    recordWritten: async (organizationId, runKey, values) => {
      for (const part of rowChunks(values))
        await upsertValues(database, { organizationId, runKey, writtenAt: clock.now() }, part);
    },
    writtenTo: async (organizationId, accountIds) => {
      const values: WrittenValue[] = [];
      for (const part of rowChunks(accountIds))
        values.push(...(await valuesOf(database, organizationId, part)));
      return values;
    },
    writingsTo: (organizationId, accountId) =>
      database
        .selectFrom('written_value')
        .select([
          'account_id as accountId',
          'field',
          'value',
          'metric_key as metricKey',
          'run_key as runKey',
          'written_at as writtenAt',
        ])
        .where('organization_id', '=', organizationId)
        .where('account_id', '=', accountId)
        .orderBy('field')
        .execute(),
    accountsWithValues: (organizationId) => accountPages(database, organizationId),
    forgetAccounts: async (organizationId, accountIds) => {
      for (const part of rowChunks(accountIds))
        await database
          .deleteFrom('written_value')
          .where('organization_id', '=', organizationId)
          .where('account_id', '=', anyOf(part))
          .execute();
    },
  };
}

interface Writing {
  readonly organizationId: string;
  readonly runKey: string;
  readonly writtenAt: Date;
}

async function upsertValues(
  database: Kysely<Tables>,
  { organizationId, runKey, writtenAt }: Writing,
  values: readonly WrittenValue[],
): Promise<void> {
  const rows = lastPerKey(values, ({ accountId, field }) => `${accountId} ${field}`);
  await sql`
    insert into written_value
      (organization_id, account_id, field, value, metric_key, run_key, written_at)
    select ${organizationId}::text, "accountId", field, value, "metricKey", ${runKey}::text, ${writtenAt}::timestamptz
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as written ("accountId" text, field text, value double precision, "metricKey" text)
    on conflict (organization_id, account_id, field) do update set
      value = excluded.value, metric_key = excluded.metric_key,
      run_key = excluded.run_key, written_at = excluded.written_at
  `.execute(database);
}

function valuesOf(
  database: Kysely<Tables>,
  organizationId: string,
  accountIds: readonly string[],
): Promise<WrittenValue[]> {
  return database
    .selectFrom('written_value')
    .select(['account_id as accountId', 'field', 'value', 'metric_key as metricKey'])
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', anyOf(accountIds))
    .execute();
}

/** Page by page after the last id seen: a cursor would hold the embedded database's only connection. */
async function* accountPages(
  database: Kysely<Tables>,
  organizationId: string,
): AsyncGenerator<readonly string[]> {
  let last: string | undefined = '';
  while (last !== undefined) {
    const rows: { account_id: string }[] = await database
      .selectFrom('written_value')
      .select('account_id')
      .distinct()
      .where('organization_id', '=', organizationId)
      .where('value', 'is not', null)
      .where('account_id', '>', last)
      .orderBy('account_id')
      .limit(accountsPerPage)
      .execute();
    if (rows.length > 0) yield rows.map((row) => row.account_id);
    last = rows.length === accountsPerPage ? rows.at(-1)?.account_id : undefined;
  }
}

/** One parameter for any number of ids, where `in` would need one each. */
function anyOf(ids: readonly string[]) {
  return sql<string>`any(${ids}::text[])`;
}
