import { sql, type Kysely } from 'kysely';

/**
 * Where pg-boss makes its tables. It would create the schema as well, but of two workers that start for the first time at
 * the same moment one then fails: `create schema if not exists` is no guard against another that does the same. Here one
 * waits for the other.
 */
export async function createQueueSchema(database: Kysely<unknown>): Promise<void> {
  await sql`create schema if not exists run_queue`.execute(database);
}
