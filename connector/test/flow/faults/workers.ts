import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openRunQueue } from '../../../src/adapters/queue/run-queue.ts';
import { openStore, type Store } from '../../../src/adapters/store/open-store.ts';
import { systemClock } from '../../../src/adapters/system-clock.ts';
import type { RunQueue } from '../../../src/ports/run-queue.ts';
import { addOrganization } from '../../../src/service/connect-organization.ts';
import { startPostgresServer, type PostgresServer } from '../../contract/postgres-server.ts';
import { integrationUser } from '../../contract/seeded-org.ts';
import { openCustomer, watchSaves, type Customer } from './customer.ts';

/** Processes as an operator starts them, on one PostgreSQL server, with organizations of this machine. */
export interface Workers extends AsyncDisposable {
  readonly server: PostgresServer;
  readonly databaseUrl: string;
  readonly store: Store;
  readonly queue: RunQueue;
  /** Connects an organization in which nothing happens but what the test queues, and watches its saves. */
  connect(accounts: number): Promise<Customer>;
  start(settings?: Readonly<Record<string, string>>): WorkerProcess;
  enqueue(customer: Customer): Promise<void>;
  /** Settings of a worker on another machine, where the same usage files are delivered: a folder is used by one process at a time. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  /** All it has logged so far. */
  log(): string;
  /** Resolves with code and signal when it has ended. */
  readonly ended: Promise<readonly [code: number | null, signal: string | null]>;
}

const program = new URL('../../../src/main.ts', import.meta.url).pathname;
const encryptionKey = Buffer.alloc(32, 5);

export async function openWorkers(): Promise<Workers> {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'isvapp-workers-'));
  opening.defer(() => rm(folder, { recursive: true }));
  const server = await startPostgresServer();
  opening.defer(() => server.stop());
  const databaseUrl = await server.createDatabase();
  const secretKeys = { current: encryptionKey, previous: undefined };
  const store = await openStore({
    databaseUrl,
    dataDirectory: folder,
    clock: systemClock,
    secretKeys,
  });
  opening.defer(() => store.close());
  const queue = await openQueue(store);
  opening.defer(() => queue.close(10));
  const elsewhere = {
    ANALYTICS_DIRECTORY: join(folder, 'elsewhere'),
    ANALYTICS_INBOX: join(folder, 'inbox-elsewhere'),
  };
  const inboxes = [join(folder, 'inbox'), elsewhere.ANALYTICS_INBOX];
  const environment = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: databaseUrl,
    DATA_DIRECTORY: folder,
    ENCRYPTION_KEY: encryptionKey.toString('base64'),
    STOP_SECONDS: '5',
    LOG_LEVEL: 'debug',
    // They are delivered.
    ANALYTICS_FETCH: 'false',
  };
  const open = opening.move();
  return {
    server,
    databaseUrl,
    elsewhere,
    store,
    queue,
    connect: async (accounts) => {
      const customer = await openCustomer(accounts, inboxes);
      open.defer(() => customer.seeded[Symbol.asyncDispose]());
      await connected(customer, store);
      watchSaves(customer);
      return customer;
    },
    start: (settings = {}) => {
      const worker = startWorker(folder, { ...environment, ...settings });
      open.defer(async () => {
        worker.child.kill('SIGKILL');
        await worker.ended;
      });
      return worker;
    },
    enqueue: async ({ run }) => {
      const queued = await queue.enqueue(run);
      if (queued !== 'queued') throw new Error(`The run ${run.runKey} is ${queued}.`);
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function openQueue({ execute }: Store): Promise<RunQueue> {
  if (!execute) throw new Error('This store has no database.');
  // A database that a test stops is away for this process, too.
  return openRunQueue({ database: { executeSql: execute }, onError: () => undefined });
}

async function connected(customer: Customer, store: Store): Promise<void> {
  const { url, client } = customer.seeded.running;
  const secret = {
    kind: 'jwt' as const,
    clientId: client.clientId,
    username: integrationUser,
    privateKeyPem: client.privateKey,
  };
  await addOrganization(
    { instanceUrl: url, allowLocalAddress: true, secret, packageNamespace: '' },
    {
      ...{ organizations: store.organizations, clock: systemClock, scheduleSpreadMs: 0 },
      onNotRevoked: () => undefined,
    },
  );
  // No daily start and no poll, each of which would be a request.
  await store.organizations.setPaused(customer.id, true);
}

function startWorker(folder: string, env: Record<string, string>): WorkerProcess {
  const child = spawn(process.execPath, [program, 'work'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  return { child, log: () => lines.join(''), ended };
}

/** Tells the process to stop, and resolves with code and signal of its end. */
export async function stopped(
  worker: WorkerProcess,
): Promise<readonly [number | null, string | null]> {
  worker.child.kill('SIGTERM');
  const { child } = worker;
  await until(
    () => child.exitCode !== null || child.signalCode !== null,
    () => `the process ends that was told to stop:\n${worker.log()}`,
  );
  return worker.ended;
}

/** Far more than a busy machine needs; what has not come by then never comes. */
const patienceMs = 300_000;

/** Waits for what has to happen. Throws where it does not, with what the test says about it. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  awaited: () => string,
): Promise<void> {
  const last = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > last) throw new Error(`It did not happen in five minutes: ${awaited()}`);
    await delay(100);
  }
}
