import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { StoreAway } from '../../../domain/store-away.ts';
import { reasonOf } from '../reason-of.ts';

/** The pool, whose errors tell a database that is away, or has no room, from a statement that is wrong. */
export function tellingPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => tellingClient(await told(() => pool.connect())),
    end: () => pool.end(),
  };
}

const ignore = (): void => undefined;

function tellingClient(client: pg.PoolClient): PostgresPoolClient {
  // A connection that breaks between two statements says so with an event, which ends the process where nobody listens.
  // The next statement says it as well.
  client.on('error', ignore);
  // No query of the store asks for a cursor, the other thing that this function can be asked for.
  const query = ((statement: string, parameters: readonly unknown[]) =>
    told(() => client.query(statement, [...parameters]))) as unknown as PostgresPoolClient['query'];
  return {
    query,
    release: (destroy) => {
      client.off('error', ignore);
      client.release(destroy);
    },
  };
}

/** Does the work. Throws a StoreAway where the database can't be reached, is ending or starting, has no room or no time. */
export async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isAway(error)) throw error;
    throw new StoreAway(error instanceof AggregateError ? new Error(reasonOf(error)) : error);
  }
}

/**
 * PostgreSQL's classes 08 (connection), 53 (no room on disk or in memory, too many connections), 57P (it is ending or
 * starting) and 58 (its system refuses), the limits of time that an operator may have set there (57014, 55P03, 25P03, 25P04),
 * and the operating system's codes for a connection.
 */
const codes =
  /^(?:08|53|57P|58)\w+$|^57014$|^55P03$|^25P0[34]$|^E(?:CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$|^ENOENT$/;
/** What the driver itself says has no code. */
const words = /connection terminated|timeout exceeded when trying to connect|connection error/i;

function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return codes.test(code) || words.test(error.message);
}
