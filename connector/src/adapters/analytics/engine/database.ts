import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Row } from './row.ts';

export interface DatabaseLimits {
  /** What the engine may use of memory; beyond it, it works on disk, in the data folder. */
  readonly memoryLimitMb: number;
  /** Absent: as many as the machine has processors. */
  readonly threads?: number;
}

/** The analytics engine on one data folder. */
export interface Database extends Disposable {
  /** The folder, with symbolic links resolved. */
  readonly directory: string;
  readonly limits: DatabaseLimits;
  isOpen(): boolean;
  run(sql: string): Promise<void>;
  rows(sql: string, values?: readonly DuckDBValue[], types?: readonly DuckDBType[]): Promise<Row[]>;
  /** Runs the statements as one transaction. */
  transaction(statements: readonly string[]): Promise<void>;
  /** Adds rows to a table, whatever their number. */
  append(table: string, rows: Iterable<readonly (string | boolean)[]>): Promise<void>;
}

/**
 * Folders that are open in this process. DuckDB locks its file against other processes (an operating
 * system's lock, so it goes with the process that held it, and holds between containers, where a file
 * with a process id in it would mean nothing), but opens it twice in the same process without a word.
 */
const openDirectories = new Set<string>();

/** Read as the start of parameters, and as the separator of folders. */
const engineMistakes = process.platform === 'win32' ? /\?/ : /[?\\]/;

const rowsPerAppend = 20_000;

/**
 * Opens the engine on a folder that exists. Its library is loaded by the first who does, so that it takes no memory while
 * nothing is counted.
 *
 * Throws where another connector works on the folder, or the folder can't be used.
 */
export async function openDatabase(path: string, limits: DatabaseLimits): Promise<Database> {
  const directory = realpathSync(path);
  if (engineMistakes.test(directory)) {
    throw new Error(
      `The analytics folder ${directory} can't have "?" or a backslash in its path: the engine would take ` +
        'them for something else. Choose another folder.',
    );
  }
  if (openDirectories.has(directory)) throw new FolderInUseError(directory);
  openDirectories.add(directory);
  try {
    const instance = await lockedInstance(directory, limits);
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return databaseOn(directory, limits, instance, connection);
  } catch (error) {
    openDirectories.delete(directory);
    throw error;
  }
}

/** Another connector works on the folder. */
export class FolderInUseError extends Error {
  constructor(directory: string, options?: ErrorOptions) {
    super(
      `The analytics folder ${directory} is in use by another connector, and two would overwrite each ` +
        'other. Stop the other one, or give this one a folder of its own.',
      options,
    );
    this.name = 'FolderInUseError';
  }
}

async function lockedInstance(
  directory: string,
  { memoryLimitMb, threads }: DatabaseLimits,
): Promise<DuckDBInstance> {
  const duckDb = await import('@duckdb/node-api');
  try {
    return await duckDb.DuckDBInstance.create(join(directory, 'analytics.duckdb'), {
      memory_limit: `${memoryLimitMb}MB`,
      temp_directory: join(directory, 'spill'),
      // Nothing is fetched from a network behind the administrator's back.
      autoinstall_known_extensions: 'false',
      // Order is asked for where it matters; keeping it everywhere costs memory.
      preserve_insertion_order: 'false',
      ...(threads === undefined ? {} : { threads: String(threads) }),
    });
  } catch (error) {
    if (error instanceof Error && error.message.includes('Could not set lock')) {
      throw new FolderInUseError(directory, { cause: error });
    }
    throw new Error(`The analytics folder ${directory} can't be opened: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function databaseOn(
  directory: string,
  limits: DatabaseLimits,
  instance: DuckDBInstance,
  connection: DuckDBConnection,
): Database {
  let open = true;
  const run = async (sql: string): Promise<void> => {
    await connection.run(sql);
  };
  return {
    directory,
    limits,
    isOpen: () => open,
    run,
    rows: async (sql, values, types) => {
      const reader = await connection.runAndReadAll(
        sql,
        values ? [...values] : undefined,
        types ? [...types] : undefined,
      );
      return reader.getRowObjectsJS();
    },
    transaction: async (statements) => {
      await run('BEGIN TRANSACTION');
      try {
        for (const statement of statements) await run(statement);
      } catch (error) {
        await run('ROLLBACK');
        throw error;
      }
      await run('COMMIT');
    },
    append: (table, rows) => appendRows(connection, table, rows),
    [Symbol.dispose]: () => {
      if (!open) return;
      open = false;
      connection.closeSync();
      instance.closeSync();
      openDirectories.delete(directory);
    },
  };
}

async function appendRows(
  connection: DuckDBConnection,
  table: string,
  rows: Iterable<readonly (string | boolean)[]>,
): Promise<void> {
  const appender = await connection.createAppender(table);
  try {
    let sinceFlush = 0;
    for (const row of rows) {
      for (const value of row) {
        if (typeof value === 'string') appender.appendVarchar(value);
        else appender.appendBoolean(value);
      }
      appender.endRow();
      sinceFlush += 1;
      if (sinceFlush < rowsPerAppend) continue;
      sinceFlush = 0;
      appender.flushSync();
      // Appending is synchronous; a million rows must not keep a heartbeat waiting.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
