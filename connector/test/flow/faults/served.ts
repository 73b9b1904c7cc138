import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../contract/free-port.ts';
import { integrationUser } from '../../contract/seeded-org.ts';
import type { Customer } from './customer.ts';
import type { SmallDisk } from './small-disk.ts';
import { until } from './workers.ts';

/** The connector as one process with the embedded store, all on one disk. */
export interface Served {
  readonly child: ChildProcess;
  /** All it has logged so far, where that is not on the disk. */
  log(): string;
  ask(path: string, options?: RequestInit): Promise<Response>;
}

const program = new URL('../../../src/main.ts', import.meta.url).pathname;

interface Server {
  readonly disk: SmallDisk;
  /** The organization of its variables. */
  readonly customer: Customer;
  readonly settings?: Readonly<Record<string, string>>;
  /** A file descriptor for its log. */
  readonly logFile?: number;
}

/** A key for everything, made before the server has the store to itself. */
export async function adminKey({ disk, customer }: Server): Promise<string> {
  await writeFile(join(disk.path, 'key.pem'), customer.seeded.running.client.privateKey);
  const words = ['keys', 'add', 'ops', '--scope', 'admin', '--all-organizations'];
  const child = launch({ disk, customer }, words, undefined);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.resume();
  await once(child, 'close');
  return text.trim();
}

/** Starts it and waits until it answers. */
export async function startServed(server: Server, key: string): Promise<Served> {
  const port = await freePort();
  const child = launch(server, ['serve'], port);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stdout?.resume();
  const ask: Served['ask'] = (path, options = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...options,
      headers: {
        authorization: `Bearer ${key}`,
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
      },
    });
  const answers = (): Promise<boolean> =>
    ask('/readyz').then(
      ({ ok }) => ok,
      () => false,
    );
  await until(
    async () => child.exitCode !== null || (await answers()),
    () => `the connector answers:\n${log}`,
  );
  if (child.exitCode !== null) throw new Error(`The connector did not start:\n${log}`);
  return { child, log: () => log, ask };
}

function launch(
  { disk, customer, settings, logFile }: Server,
  words: readonly string[],
  port: number | undefined,
): ChildProcess {
  const { url, client } = customer.seeded.running;
  const [command, given] = disk.on([process.execPath, program, ...words]);
  return spawn(command, given, {
    env: {
      PATH: process.env.PATH ?? '',
      DATA_DIRECTORY: disk.folder,
      ANALYTICS_INBOX: join(disk.folder, 'inbox', customer.id),
      ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
      SALESFORCE_INSTANCE_URL: url,
      SALESFORCE_ALLOW_LOCAL: 'true',
      SALESFORCE_CLIENT_ID: client.clientId,
      SALESFORCE_USERNAME: integrationUser,
      SALESFORCE_PRIVATE_KEY_FILE: join(disk.folder, 'key.pem'),
      // They are delivered.
      ANALYTICS_FETCH: 'false',
      ...(port !== undefined && { API_PORT: String(port) }),
      STOP_SECONDS: '5',
      ...settings,
    },
    stdio: ['ignore', 'pipe', logFile ?? 'pipe'],
  });
}
