import { sql, type Kysely } from 'kysely';

/** What App Analytics was asked for, and when an organization is fetched for next; `next_at` is null until it first was. */
export async function createUsageRequests(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table usage_request (
       organization_id text collate "C" not null,
       id text collate "C" not null,
       data_type text not null,
       first_day date not null,
       last_day date not null,
       available_since timestamptz,
       asked_at timestamptz not null,
       state text not null,
       settled_at timestamptz,
       bytes bigint not null,
       primary key (organization_id, id)
     )`,
    `create index on usage_request (organization_id, asked_at)`,
    `create table usage_fetch (
       organization_id text collate "C" primary key,
       next_at timestamptz,
       coverage jsonb,
       noted_at timestamptz
     )`,
  ])
    await sql.raw(statement).execute(database);
}
