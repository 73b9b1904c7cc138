/**
 * The embedded database, in a thread of its own: PGlite computes in the thread that called it, and a large
 * statement would stop the connector's for as long as it takes. It is reached like a server, over a socket
 * of this machine, so that one driver and one set of queries serve both.
 */
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

const { directory, address } = workerData as EmbeddedDatabaseTask;
const database = await PGlite.create({ dataDir: directory });
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
 * An engine that panicked (seen with a full disk) throws here, while ordinary errors are answered as messages.
 * The socket server would then leave every later query without an answer for good, so the thread ends instead:
 * its connections break and say so, and the next start recovers from the write-ahead log.
 */
function endOnFailure(engine: PGlite): void {
  const execute = engine.execProtocolRawStream.bind(engine);
  engine.execProtocolRawStream = async (...request) => {
    try {
      await execute(...request);
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  };
}
