import { sql, type Kysely } from 'kysely';

/**
 * What dry and held runs would have changed. `counts` is null while the changes are still coming; `position` counts in
 * the order of the plan, so that pages follow it.
 */
export async function createPlannedChanges(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table change_plan (
       organization_id text collate "C" not null,
       run_key text collate "C" not null,
       recorded_at timestamptz not null,
       counts jsonb,
       primary key (organization_id, run_key)
     )`,
    `create table planned_change (
       organization_id text collate "C" not null,
       run_key text collate "C" not null,
       position integer not null,
       account_id text collate "C" not null,
       account_name text not null,
       mapping text collate "C" not null,
       account_field text collate "C" not null,
       before double precision,
       after double precision,
       reason text not null,
       explanation text not null,
       primary key (organization_id, run_key, position),
       foreign key (organization_id, run_key) references change_plan on delete cascade
     )`,
  ])
    await sql.raw(statement).execute(database);
}
