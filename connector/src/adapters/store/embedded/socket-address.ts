import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the embedded database listens: a socket file, or a port that the operating system chooses. */
export type SocketAddress =
  { readonly path: string } | { readonly host: '127.0.0.1'; readonly port: 0 };

/** A place to listen, and how the driver gets there. */
export interface SocketPlace {
  readonly address: SocketAddress;
  /** Driver settings, from what the server says it listens on. */
  connection(listening: string): { readonly host: string; readonly port: number };
  remove(): Promise<void>;
}

/** The driver finds a socket file by folder and port, under this fixed name. */
const filePort = 5432;

/**
 * A place that other machines can't reach and, where there are socket files, other users neither: the file is in a
 * new folder of this user's alone, because PGlite asks for no password. The folder is a temporary one,
 * since a socket's path may have about 100 characters and a data directory's has no such limit.
 * The driver has no socket files on Windows, so there it is a loopback port.
 */
export async function socketPlace(platform: NodeJS.Platform): Promise<SocketPlace> {
  if (platform === 'win32') return loopbackPort();
  const folder = await mkdtemp(join(tmpdir(), 'isvapp-store-'));
  return {
    address: { path: join(folder, `.s.PGSQL.${filePort}`) },
    connection: () => ({ host: folder, port: filePort }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function loopbackPort(): SocketPlace {
  const host = '127.0.0.1';
  return {
    address: { host, port: 0 },
    connection: (listening) => ({ host, port: Number(listening.split(':').at(-1)) }),
    remove: () => Promise.resolve(),
  };
}
