import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';
import { tellingPool, told } from './telling-pool.ts';

export interface OpenedTables {
  readonly database: Kysely<Tables>;
  /** Runs SQL on the same connections: the embedded database has but one. */
  readonly execute: ExecuteSql;
}

/** Runs one statement with its values, or several without; rows are those of a single one. */
export type ExecuteSql = (
  text: string,
  values?: readonly unknown[],
) => Promise<{ rows: unknown[] }>;

/**
 * Connects to a PostgreSQL and brings its tables up to date; several connectors may do so at once.
 * Throws where the server can't be reached, refuses, or holds tables of a newer version of the connector.
 */
export async function openTables(connection: pg.PoolConfig): Promise<OpenedTables> {
  const types = new pg.TypeOverrides();
  // A day stays text: as a `Date` it would move with the machine's time zone (decision 43).
  types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  const pool = new pg.Pool({ ...connection, types });
  // An idle connection that breaks is replaced by the pool; the next query tells if that fails.
  // Without a listener, Node would end the process instead.
  pool.on('error', () => undefined);
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: tellingPool(pool) }),
  });
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined)
    return { database, execute: (text, values) => told(() => executed(pool, text, values)) };
  await database.destroy();
  throw error as Error;
}

async function executed(
  pool: pg.Pool,
  text: string,
  values?: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  const result = await pool.query<Record<string, unknown>>(text, values && [...values]);
  return result;
}
