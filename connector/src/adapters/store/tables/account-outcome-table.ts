import { sql, type Kysely, type Selectable } from 'kysely';
import type { Outcome } from '../../../domain/change.ts';
import type { AccountHistory, AccountOutcome } from '../../../ports/account-history.ts';
import type { Clock } from '../../../ports/clock.ts';
import { keptOutcomesOfRun, keptRunsWithOutcomes } from '../kept-outcomes.ts';
import { storableJson } from '../storable-json.ts';
import { lastPerKey, rowChunks } from './row-chunks.ts';
import type { AccountOutcomeTable, Tables } from './schema.ts';

/** What happened to Accounts, in the database. */
export function accountOutcomeTable(database: Kysely<Tables>, clock: Clock): AccountHistory {
  return {
    record: async (organizationId, runKey, outcomes) => {
      const room = keptOutcomesOfRun - (await countOf(database, organizationId, runKey));
      for (const part of rowChunks(outcomes.slice(0, Math.max(room, 0))))
        await insertOutcomes(database, organizationId, runKey, part, clock.now());
    },
    of: async (organizationId, accountId, limit) => {
      const rows = await database
        .selectFrom('account_outcome')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('account_id', '=', accountId)
        .orderBy('at', 'desc')
        .orderBy('run_key')
        .orderBy('field')
        .limit(limit)
        .execute();
      return rows.map(outcomeOf);
    },
    prune: async (organizationId) => {
      await sql`
        delete from account_outcome where organization_id = ${organizationId} and run_key not in (
          select run_key from account_outcome where organization_id = ${organizationId}
          group by run_key order by max(at) desc limit ${keptRunsWithOutcomes}
        )
      `.execute(database);
    },
  };
}

async function countOf(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
): Promise<number> {
  const { count } = await database
    .selectFrom('account_outcome')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('run_key', '=', runKey)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function insertOutcomes(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
  outcomes: readonly Outcome[],
  at: Date,
): Promise<void> {
  const rows = lastPerKey(
    outcomes.map(({ accountId, kind, change, fault }) => ({
      ...change,
      account_id: accountId,
      kind,
      value_from: change.from,
      value_to: change.to,
      metric_key: change.metricKey,
      fault: fault ?? null,
    })),
    ({ account_id, field }) => `${account_id} ${field}`,
  );
  await sql`
    insert into account_outcome (organization_id, account_id, at, run_key, field, mapping, kind,
      value_from, value_to, metric_key, reason, because, fault)
    select ${organizationId}::text, account_id, ${at}::timestamptz, ${runKey}::text, field, mapping, kind,
      value_from, value_to, metric_key, reason, because, fault
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as outcome (account_id text, field text, mapping text,
      kind text, value_from double precision, value_to double precision, metric_key text, reason text, because text,
      fault jsonb)
    on conflict (organization_id, account_id, run_key, field) do update set
      at = excluded.at, mapping = excluded.mapping, kind = excluded.kind, value_from = excluded.value_from,
      value_to = excluded.value_to, metric_key = excluded.metric_key, reason = excluded.reason,
      because = excluded.because, fault = excluded.fault
  `.execute(database);
}

function outcomeOf(row: Selectable<AccountOutcomeTable>): AccountOutcome {
  return {
    accountId: row.account_id,
    runKey: row.run_key,
    at: row.at,
    kind: row.kind,
    change: {
      field: row.field,
      from: row.value_from,
      to: row.value_to,
      reason: row.reason as Outcome['change']['reason'],
      because: row.because,
      mapping: row.mapping,
      metricKey: row.metric_key,
    },
    ...(row.fault && { fault: row.fault }),
  };
}
