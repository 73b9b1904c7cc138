import { sql, type Kysely } from 'kysely';

/** Whether a value that failed was to become NULL. Of older ones it is not known: a retry of them has to pass the brake. */
export async function addClearingFailures(database: Kysely<unknown>): Promise<void> {
  await sql`alter table failed_value add column clears boolean not null default false`.execute(
    database,
  );
}
