import { sql, type Kysely } from 'kysely';

/** Tokens of ISVapp's REST shape; they go with the key they were issued for. */
export async function createAccessTokens(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table access_token (
       token_hash text collate "C" primary key,
       key_id text collate "C" not null references api_key on delete cascade,
       scopes text not null,
       expires_at timestamptz not null
     )`,
    `create index on access_token (expires_at)`,
  ])
    await sql.raw(statement).execute(database);
}
