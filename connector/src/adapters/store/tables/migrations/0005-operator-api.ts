import { sql, type Kysely } from 'kysely';

/**
 * A key without an organization is one for all. What runs are filtered by are columns that follow from the run, so they
 * hold for runs of before, too; those of a version that did not know are null.
 */
export async function addOperatorApi(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `alter table api_key alter column organization_id drop not null`,
    `alter table sync_run
       add column status text generated always as (run->>'status') stored,
       add column trigger text generated always as (run->>'trigger') stored,
       add column dry_run boolean generated always as ((run->>'dryRun')::boolean) stored`,
    `create table audit_entry (
       id bigint generated always as identity primary key,
       at timestamptz not null,
       actor_kind text not null,
       actor_id text not null,
       actor_name text not null,
       organization_id text collate "C",
       action text not null,
       details jsonb not null
     )`,
    `create index on audit_entry (organization_id, id)`,
    `create index on audit_entry (at)`,
    `create table idempotent_request (
       bearer text collate "C" not null,
       key text collate "C" not null,
       fingerprint text not null,
       begun_at timestamptz not null,
       answer jsonb,
       primary key (bearer, key)
     )`,
    `create index on idempotent_request (begun_at)`,
  ])
    await sql.raw(statement).execute(database);
}
