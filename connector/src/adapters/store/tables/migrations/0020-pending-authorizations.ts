import { sql, type Kysely } from 'kysely';

/**
 * Sign-ins that were begun in a browser. The state is hashed and the rest is sealed: whoever reads the database can
 * finish none of them.
 */
export async function createPendingAuthorizations(database: Kysely<unknown>): Promise<void> {
  const statement = `create table pending_authorization (
    state_hash text collate "C" primary key,
    sealed text not null,
    expires_at timestamptz not null
  )`;
  await sql.raw(statement).execute(database);
}
