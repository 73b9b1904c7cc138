import { sql, type Kysely } from 'kysely';
import { PlanCount, type PlannedChange } from '../../../domain/planned-change.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  PlannedChangePage,
  PlannedChangeQuery,
  PlannedChanges,
} from '../../../ports/planned-changes.ts';
import { keptChangesPerRun, keptPlans } from '../kept-changes.ts';
import { storableJson } from '../storable-json.ts';
import { rowsPerStatement } from './row-chunks.ts';
import type { Tables } from './schema.ts';

/** What runs planned, in the database. */
export function plannedChangeTable(database: Kysely<Tables>, clock: Clock): PlannedChanges {
  return {
    record: async (organizationId, runKey, changes) => {
      await beginPlan(database, organizationId, runKey, clock.now());
      const count = new PlanCount(keptChangesPerRun);
      for (const part of keptParts(changes, count))
        await insertChanges(database, organizationId, runKey, part);
      const plan = count.plan();
      await sql`
        update change_plan set counts = ${storableJson(plan)}::jsonb
        where organization_id = ${organizationId} and run_key = ${runKey}
      `.execute(database);
      return plan;
    },
    find: async (organizationId, runKey) => {
      const found = await database
        .selectFrom('change_plan')
        .select('counts')
        .where('organization_id', '=', organizationId)
        .where('run_key', '=', runKey)
        .executeTakeFirst();
      return found?.counts ?? undefined;
    },
    page: (organizationId, runKey, query) => pageOf(database, organizationId, runKey, query),
  };
}

interface Row extends PlannedChange {
  readonly position: number;
}

/** The changes that are to be kept, with their positions; all of them are counted. */
function* keptParts(changes: Iterable<PlannedChange>, count: PlanCount): Generator<readonly Row[]> {
  let position = 0;
  let part: Row[] = [];
  for (const change of changes) {
    if (!count.add(change)) continue;
    position += 1;
    part.push({ ...change, position });
    if (part.length < rowsPerStatement) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

async function insertChanges(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
  rows: readonly Row[],
): Promise<void> {
  await sql`
    insert into planned_change
      (organization_id, run_key, position, account_id, account_name, mapping, account_field,
       before, after, reason, explanation)
    select ${organizationId}::text, ${runKey}::text, position, "accountId", "accountName", mapping,
      "accountField", before, after, reason, explanation
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as planned (position integer, "accountId" text, "accountName" text, mapping text,
        "accountField" text, before double precision, after double precision, reason text,
        explanation text)
  `.execute(database);
}

async function pageOf(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
  { mapping, after, limit }: PlannedChangeQuery,
): Promise<PlannedChangePage> {
  let query = database
    .selectFrom('planned_change')
    .select([
      'position',
      'account_id as accountId',
      'account_name as accountName',
      'mapping',
      'account_field as accountField',
      'before',
      'after',
      'reason',
      'explanation',
    ])
    .where('organization_id', '=', organizationId)
    .where('run_key', '=', runKey)
    .where('position', '>', after);
  if (mapping !== null) query = query.where('mapping', '=', mapping);
  const found = await query
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  return {
    changes: rows.map(changeOf),
    next: found.length > limit ? (rows.at(-1)?.position ?? null) : null,
  };
}

function changeOf({
  accountId,
  accountName,
  mapping,
  accountField,
  before,
  after,
  reason,
  explanation,
}: Row): PlannedChange {
  return {
    accountId,
    accountName,
    mapping,
    accountField,
    before,
    after,
    reason,
    explanation,
  };
}

/** An earlier telling of the run is forgotten; until this one is complete, it counts as none. */
async function beginPlan(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
  recordedAt: Date,
): Promise<void> {
  await database
    .deleteFrom('change_plan')
    .where('organization_id', '=', organizationId)
    .where('run_key', '=', runKey)
    .execute();
  await database
    .insertInto('change_plan')
    .values({
      organization_id: organizationId,
      run_key: runKey,
      recorded_at: recordedAt,
      counts: null,
    })
    .execute();
}

/** Forgets the plans of runs that are no longer remembered, and those that enough newer ones followed. */
export async function forgetPlans(database: Kysely<Tables>, organizationId: string): Promise<void> {
  await sql`
    delete from change_plan plan where organization_id = ${organizationId} and (
      not exists (
        select 1 from sync_run run
        where run.organization_id = plan.organization_id and run.run_key = plan.run_key
      ) or run_key in (
        select run_key from change_plan where organization_id = ${organizationId}
        order by recorded_at desc, run_key offset ${keptPlans}
      )
    )
  `.execute(database);
}
