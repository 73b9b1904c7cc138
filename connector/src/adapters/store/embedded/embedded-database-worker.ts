/**
 * The embedded database, in a thread of its own: PGlite computes in the thread that called it, and a large
 * statement would stop the connector's for as long as it takes. It is reached like a server, over a socket
 * of this machine, so that one driver and one set of queries serve both.
 */
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { SocketAddress } from './socket-address.ts';

export interface EmbeddedDatabaseTask {
  readonly directory: string;
  readonly address: SocketAddress;
}

/** More than the pool uses: a connection that was just given up may still be counted when the next one comes. */
const maxConnections = 4;

/** PostgreSQL's default of 128 MB is more than all the rest of the connector needs; reading is as quick with this. */
const sharedBuffers = '4MB';

// Compiled once and quickly. The optimizing compiler takes 600 MB for a moment for one function of PGlite alone, half a
// second of a processor, and 75 MB that stay. Without it, what answers a request takes a sixth longer; the directory of
// 50,000 Accounts is kept in 1.9 s instead of 1.2 s.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');

const { directory, address } = workerData as EmbeddedDatabaseTask;
const database = await PGlite.create({
  dataDir: directory,
  startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${sharedBuffers}`],
});
endOnFailure(database);
const server = new PGLiteSocketServer({ db: database, ...address, maxConnections });
await server.start();

parentPort?.once('message', () => {
  void close();
});
parentPort?.postMessage(server.getServerConn());

async function close(): Promise<void> {
  await server.stop();
  await database.close();
  parentPort?.close();
}

/**
 * Ends the thread with an engine that is beyond help. After a panic (seen with a full disk) PGlite neither answers nor
 * fails, and after an exception the socket server answers nobody any more: every later query would wait for ever.
 * So the connections break instead and say so; the next start recovers from the write-ahead log.
 */
function endOnFailure(engine: PGlite): void {
  const execute = engine.execProtocolRawStream.bind(engine);
  engine.execProtocolRawStream = async (message, options) => {
    try {
      await execute(message, {
        ...options,
        onRawData: (answer) => {
          options.onRawData(answer);
          if (isFatal(answer)) process.exit(1);
        },
      });
    } catch (error) {
      reportUncaught(error);
    }
  };
}

/** Whether the answer holds an error that ends a PostgreSQL session, here the only one: its severity is a field of its own. */
function isFatal(answer: Uint8Array): boolean {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  return bytes.includes('\0VFATAL\0') || bytes.includes('\0VPANIC\0');
}

/** Uncaught, it ends the thread and reaches the connector's with its stack. */
function reportUncaught(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
