import { sql, type Kysely } from 'kysely';
import type { RunResult } from '../../../domain/run.ts';
import type { RunHistory, RunQuery, RunSummary } from '../../../ports/run-history.ts';
import { keptRuns } from '../kept-runs.ts';
import { storableJson } from '../storable-json.ts';
import { keptPart, pastRun, storedSummary } from '../stored-run.ts';
import { failuresOf, forgetFailures, insertFailures } from './failed-value-table.ts';
import { forgetOutbox } from './outbox-table.ts';
import { forgetPlans } from './planned-change-table.ts';
import type { Tables } from './schema.ts';

/** The connector's memory of its runs, in the database. */
export function syncRunTable(database: Kysely<Tables>): RunHistory {
  return {
    recordRun: async (organizationId, run) => {
      await database.transaction().execute(async (transaction) => {
        await upsertRun(transaction, organizationId, run);
        await forgetOldRuns(transaction, organizationId);
        await forgetFailures(transaction, organizationId);
        await forgetPlans(transaction, organizationId);
        await forgetOutbox(transaction, organizationId, run.runKey);
      });
    },
    newestRuns: async (organizationId, limit) => {
      const rows = await database
        .selectFrom('sync_run')
        .select('run')
        .where('organization_id', '=', organizationId)
        .orderBy('started_at', 'desc')
        .orderBy('run_key')
        .limit(limit)
        .execute();
      return rows.map((row) => pastRun(row.run));
    },
    page: (organizationId, query) => runPage(database, organizationId, query),
    find: async (organizationId, runKey) => {
      const row = await database
        .selectFrom('sync_run')
        .select('run')
        .where('organization_id', '=', organizationId)
        .where('run_key', '=', runKey)
        .executeTakeFirst();
      return row && pastRun(row.run);
    },
    hasRun: async (organizationId, runKey) => {
      const found = await database
        .selectFrom('sync_run')
        .select('run_key')
        .where('organization_id', '=', organizationId)
        .where('run_key', '=', runKey)
        .executeTakeFirst();
      return found !== undefined;
    },
    recordFailures: (organizationId, runKey, failures) =>
      insertFailures(database, organizationId, runKey, failures),
    failures: (organizationId, runKey, narrowed) =>
      failuresOf(database, organizationId, runKey, narrowed),
  };
}

async function runPage(
  database: Kysely<Tables>,
  organizationId: string,
  { limit, after, status, trigger, dryRun, leavesOutRetries }: RunQuery,
): Promise<readonly RunSummary[]> {
  let query = database
    .selectFrom('sync_run')
    .select('summary')
    .where('organization_id', '=', organizationId);
  if (after)
    query = query.where(
      sql<boolean>`(started_at < ${after.startedAt} or (started_at = ${after.startedAt} and run_key > ${after.runKey}))`,
    );
  if (status !== null) query = query.where('status', '=', status);
  if (trigger !== null) query = query.where('trigger', '=', trigger);
  if (dryRun !== null) query = query.where('dry_run', '=', dryRun);
  // What an older version kept has no trigger.
  if (leavesOutRetries) query = query.where('trigger', 'is distinct from', 'Retry');
  const rows = await query.orderBy('started_at', 'desc').orderBy('run_key').limit(limit).execute();
  return rows.map(({ summary }) => storedSummary(summary));
}

async function upsertRun(
  database: Kysely<Tables>,
  organizationId: string,
  run: RunResult,
): Promise<void> {
  await sql`
    insert into sync_run (organization_id, run_key, started_at, run)
    values (${organizationId}, ${run.runKey}, ${run.startedAt}, ${storableJson(keptPart(run))}::jsonb)
    on conflict (organization_id, run_key) do update set
      started_at = excluded.started_at, run = excluded.run
  `.execute(database);
}

async function forgetOldRuns(database: Kysely<Tables>, organizationId: string): Promise<void> {
  await sql`
    delete from sync_run where organization_id = ${organizationId} and run_key in (
      select run_key from sync_run where organization_id = ${organizationId}
      order by started_at desc, run_key offset ${keptRuns}
    )
  `.execute(database);
}
