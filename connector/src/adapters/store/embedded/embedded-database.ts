import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolConfig } from 'pg';
import { reasonOf } from '../reason-of.ts';
import { lockDirectory } from './directory-lock.ts';
import type { EmbeddedDatabaseTask } from './embedded-database-worker.ts';
import { socketPlace, type SocketPlace } from './socket-address.ts';

/** A PostgreSQL of this process alone. */
export interface EmbeddedDatabase {
  readonly connection: PoolConfig;
  /** Ends the database and gives its directory free. Throws what ended it earlier, if something did. */
  close(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** The connector's data directory; the database lives in a folder inside. */
  readonly directory: string;
  readonly platform: NodeJS.Platform;
}

/**
 * Opens the database in the directory, which is made where it doesn't exist.
 * Throws where another process has it open, or where it can't be read or written.
 */
export async function openEmbeddedDatabase(
  options: EmbeddedDatabaseOptions,
): Promise<EmbeddedDatabase> {
  const lock = lockDirectory(options.directory);
  try {
    const folder = join(options.directory, 'store');
    await mkdir(folder, { recursive: true });
    const place = await socketPlace(options.platform);
    const engine = await startEngine(folder, place);
    return {
      connection: { ...engine.connection, user: 'postgres', database: 'postgres' },
      close: async () => {
        try {
          await engine.stop();
        } finally {
          await place.remove();
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw new Error(
      `The embedded database in ${options.directory} does not open: ${reasonOf(error)}. Its folder must be writable, its disk not full, ` +
        'and its files from this version of the connector or an earlier one. DATA_DIRECTORY names another folder.',
      { cause: error },
    );
  }
}

interface Engine {
  readonly connection: PoolConfig;
  stop(): Promise<void>;
}

async function startEngine(directory: string, place: SocketPlace): Promise<Engine> {
  const task: EmbeddedDatabaseTask = { directory, address: place.address };
  const worker = new Worker(new URL('./embedded-database-worker.ts', import.meta.url), {
    workerData: task,
  });
  const ended = endOf(worker);
  try {
    const [listening] = (await Promise.race([once(worker, 'message'), ended])) as [string];
    return {
      connection: place.connection(listening),
      stop: async () => {
        worker.postMessage('close');
        await ended;
      },
    };
  } catch (error) {
    await place.remove();
    throw error;
  }
}

/** Resolves when the thread has ended in order, rejects with what ended it otherwise. */
function endOf(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('The embedded database broke off; the error of the query says why.'));
    });
  });
  // Told by whoever waits for the start or the end; until then broken connections speak for it.
  ended.catch(() => undefined);
  return ended;
}
