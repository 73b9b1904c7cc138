import { sql, type Kysely } from 'kysely';

/** A list kept before knows nothing of the week and the day: the next run brings them. */
export async function addDirectoryEngagement(database: Kysely<unknown>): Promise<void> {
  const statement = `alter table directory_entry
    add column wau double precision,
    add column dau double precision`;
  await sql.raw(statement).execute(database);
}
