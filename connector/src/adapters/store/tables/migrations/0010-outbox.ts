import { sql, type Kysely } from 'kysely';

/**
 * The changes of runs that are under way. One row an Account, because its changes travel together. `changes` is text: it is
 * only ever read whole, and not compressed: the rows live for minutes. `planned_at` and `checkpoint` are null until all changes are there.
 */
export async function createOutbox(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table outbox_run (
       organization_id text collate "C" not null,
       run_key text collate "C" not null,
       holder text collate "C" not null,
       touched_at timestamptz not null,
       planned_at timestamptz,
       checkpoint text,
       primary key (organization_id, run_key)
     )`,
    `create table outbox_account (
       organization_id text collate "C" not null,
       run_key text collate "C" not null,
       account_id text collate "C" not null,
       account_name text not null,
       changes text not null,
       sent_in text collate "C",
       settled jsonb,
       primary key (organization_id, run_key, account_id),
       foreign key (organization_id, run_key) references outbox_run on delete cascade
     )`,
    `alter table outbox_account alter column changes set storage external`,
  ])
    await sql.raw(statement).execute(database);
}
