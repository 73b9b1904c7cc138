import { sql, type Kysely } from 'kysely';

/**
 * What workers ask for all organizations at once, each answered by an index. When runs ended is kept as the text that
 * JSON has, which sorts as the time does: a cast to a time depends on the session, so that no column is made of it.
 * When an organization is fetched for next moves to the organization, beside its next run and poll.
 */
export async function addManyOrganizations(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `alter table sync_run
       add column finished_at text collate "C" generated always as (run->>'finishedAt') stored`,
    `create index sync_run_through on sync_run (organization_id, finished_at desc)
       where status in ('Succeeded', 'Degraded') and not dry_run and trigger is distinct from 'Retry'`,
    `alter table organization add column next_fetch_at timestamptz not null default 'epoch'`,
    `update organization set next_fetch_at = next_at
       from usage_fetch where organization_id = id and next_at is not null`,
    `alter table usage_fetch drop column next_at`,
    `create index on organization (next_fetch_at, id) where not is_paused`,
    `create table watch_look (only_one boolean primary key default true check (only_one), next_at timestamptz not null)`,
    `insert into watch_look (next_at) values ('epoch')`,
  ])
    await sql.raw(statement).execute(database);
}
