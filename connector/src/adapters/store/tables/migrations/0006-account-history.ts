import { sql, type Kysely } from 'kysely';

/** What became of changes, by run; the newest runs of each organization only. */
export async function createAccountHistory(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table account_outcome (
       organization_id text collate "C" not null,
       account_id text collate "C" not null,
       at timestamptz not null,
       run_key text collate "C" not null,
       field text collate "C" not null,
       mapping text collate "C" not null,
       kind text not null,
       value_from double precision,
       value_to double precision,
       metric_key text not null,
       reason text not null,
       because text not null,
       fault jsonb,
       primary key (organization_id, account_id, run_key, field)
     )`,
    `create index on account_outcome (organization_id, run_key)`,
  ])
    await sql.raw(statement).execute(database);
}
