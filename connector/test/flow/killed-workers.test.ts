import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openRunQueue } from '../../src/adapters/queue/run-queue.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { RunQueue } from '../../src/ports/run-queue.ts';
import { addOrganization } from '../../src/service/connect-organization.ts';
import { startPostgresServer, type PostgresServer } from '../contract/postgres-server.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';
import { mappingPackage } from '../contract/isv-metadata.ts';

const encryptionKey = Buffer.alloc(32, 5);
const packageId = '0335g000000AbcD';
/** Two requests of Composite, or a Bulk job. The first two are not interrupted: they tell how many requests a run has. */
const sizes = [1_100, 8_100, ...Array.from({ length: 8 }, () => 1_100), 8_100, 8_100];
const seed = Number(process.env.KILL_SEED ?? randomInt(2 ** 31));

/** mulberry32: the same numbers for the same seed. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Customer {
  readonly seeded: SeededOrg;
  readonly id: string;
  readonly accounts: number;
  /** How often the organization was to save each Account, by its own account of it. */
  readonly saves: Map<string, number>;
  readonly runKey: string;
}

/** An organization whose Accounts all hold two values that no licence allows any more. */
async function customer(name: string, accounts: number): Promise<Customer> {
  const clock = { now: () => new Date() };
  const seeded = await seededOrg({ organizationName: name, clock });
  const [packageRecord] = seeded.insert('sfLma__Package__c', [
    { Name: 'Acme Scheduling', sfLma__Package_ID__c: packageId },
  ]);
  const ids = seeded.insert(
    'Account',
    Array.from({ length: accounts }, (_, n) => ({ Name: `Customer ${n}`, MAU__c: 5, WAU__c: 0 })),
  );
  seeded.insert(
    'sfLma__License__c',
    ids.map((id) => ({
      sfLma__Account__c: id,
      sfLma__Package__c: packageRecord,
      sfLma__Status__c: 'Uninstalled',
    })),
  );
  seeded.deploy(
    mappingPackage([
      {
        name: 'Monthly',
        kind: 'Metric',
        metricKey: `engagement.mau.${packageId}`,
        field: 'MAU__c',
      },
      { name: 'Weekly', kind: 'Metric', metricKey: `engagement.wau.${packageId}`, field: 'WAU__c' },
    ]),
  );
  const { organizationId: id } = seeded.org;
  return { seeded, id, accounts, saves: new Map(), runKey: randomUUID() };
}

function countSaves({ seeded, saves }: Customer): void {
  seeded.running.faults.rejectRows((object, record) => {
    const key = String(record.Id ?? record.id).slice(0, 15);
    if (object === 'Account') saves.set(key, (saves.get(key) ?? 0) + 1);
    return undefined;
  });
}

function rows({ seeded }: Customer, soql: string): readonly (readonly unknown[])[] {
  return Array.from(seeded.org.asUser(seeded.org.administratorId).query(soql).rows);
}

const counts =
  'AccountsRead__c, ValuesRead__c, ValuesUnchanged__c, ValuesWritten__c, ValuesCleared__c, ValuesFailed__c, ValuesDeferred__c';

const runOf = (each: Customer): readonly (readonly unknown[])[] =>
  rows(each, `SELECT Status__c, ${counts} FROM SyncRun__c WHERE RunKey__c = '${each.runKey}'`);

const entriesIn = (each: Customer): readonly (readonly unknown[])[] =>
  rows(
    each,
    `SELECT ErrorCode__c, Mapping__c, Field__c, Message__c FROM SyncLogEntry__c WHERE SyncRun__r.RunKey__c = '${each.runKey}'`,
  );

/** `SIGKILL` at ten points of ten runs, chosen at random; set KILL_SEED to the seed that is told to have them again. */
describe(`Workers that are killed (KILL_SEED=${seed})`, () => {
  let server: PostgresServer;
  let folder: string;
  let store: Store;
  let queue: RunQueue;
  let environment: Record<string, string>;
  const customers: Customer[] = [];
  const started: ChildProcess[] = [];
  /** Requests of a run that nobody interrupts, by its number of Accounts. */
  const requestsOf = new Map<number, number>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-killed-'));
    server = await startPostgresServer();
    const databaseUrl = await server.createDatabase();
    environment = {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: encryptionKey.toString('base64'),
      RUNS_AT_ONCE: '10',
      STOP_SECONDS: '5',
      LOG_LEVEL: 'warn',
    };
    const secretKeys = { current: encryptionKey, previous: undefined };
    store = await openStore({ databaseUrl, dataDirectory: folder, clock: systemClock, secretKeys });
    const { execute } = store;
    if (!execute) throw new Error('This store has no database.');
    queue = await openRunQueue({
      database: { executeSql: execute },
      onError: (error) => {
        throw error;
      },
    });
    for (const [index, accounts] of sizes.entries()) {
      const each = await customer(`Customer of ISV ${index}`, accounts);
      customers.push(each);
      const { running } = each.seeded;
      const secret = {
        kind: 'jwt' as const,
        clientId: running.client.clientId,
        username: integrationUser,
        privateKeyPem: running.client.privateKey,
      };
      await addOrganization(
        { instanceUrl: running.url, allowLocalAddress: true, secret, packageNamespace: '' },
        { organizations: store.organizations, clock: systemClock, scheduleSpreadMs: 0 },
      );
      // Nothing but the runs of this test: no daily start, no poll, each of which would be a request.
      await store.organizations.setPaused(each.id, true);
    }
  });
  afterAll(async () => {
    for (const each of started) each.kill('SIGKILL');
    await queue.close(10);
    await store.close();
    for (const { seeded } of customers) await seeded[Symbol.asyncDispose]();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const worker = (name: string): ChildProcess => {
    const program = new URL('../../src/main.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [program, 'work'], {
      cwd: folder,
      env: { ...environment, DATA_DIRECTORY: join(folder, name) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    started.push(child);
    return child;
  };
  const enqueue = async (each: Customer): Promise<void> => {
    const { id: organizationId, runKey } = each;
    const run = { trigger: 'Request', dryRun: false, massChangeApproved: true } as const;
    expect(await queue.enqueue({ ...run, organizationId, runKey })).toBe('queued');
  };
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await delay(200);
  };
  /** Degraded, because nothing of App Analytics is there: what is not licensed becomes NULL all the same. */
  const expectDone = (each: Customer): void => {
    const values = 2 * each.accounts;
    expect(runOf(each)).toEqual([['Degraded', each.accounts, values, 0, values, values, 0, 0]]);
    const left = rows(each, 'SELECT Id FROM Account WHERE MAU__c != null OR WAU__c != null');
    expect(left).toEqual([]);
    expect(each.saves.size).toBe(each.accounts);
    expect(new Set(each.saves.values())).toEqual(new Set([1]));
  };

  it('have their runs finished by another, each change applied once', async () => {
    const first = worker('one');
    const samples = customers.slice(0, 2);
    const victims = customers.slice(2);
    for (const each of samples) {
      countSaves(each);
      each.seeded.running.apiUsage.forgetCalls();
      await enqueue(each);
    }
    await until(async () => (await queue.open()).length === 0);
    for (const each of samples) {
      expectDone(each);
      requestsOf.set(each.accounts, each.seeded.running.apiUsage.calls.length);
    }

    const random = randomNumbers(seed);
    const standing = new Set<Customer>();
    for (const each of victims) {
      countSaves(each);
      const last = requestsOf.get(each.accounts) ?? 1;
      const point = 1 + Math.floor(random() * (last - 1));
      standStill(each, point, random() < 0.5, () => standing.add(each));
      await enqueue(each);
    }
    await until(() => standing.size === victims.length);
    first.kill('SIGKILL');
    await once(first, 'exit');
    for (const each of victims) {
      each.seeded.running.faults.clear();
      countSaves(each);
    }

    const second = worker('two');
    await until(async () => (await queue.open()).length === 0);
    for (const each of customers) {
      expectDone(each);
      const entries = entriesIn(each).map((entry) => JSON.stringify(entry));
      expect(new Set(entries).size).toBe(entries.length);
    }
    for (const { id, runKey } of customers) {
      const [run] = await store.runs.newestRuns(id, 1);
      expect(run).toMatchObject({ runKey, status: 'Degraded' });
      expect(await store.outbox.leftBehind(id, new Date(Date.now() + 60_000))).toEqual([]);
    }
    second.kill('SIGTERM');
    expect(await once(second, 'exit')).toEqual([0, null]);
  }, 600_000);
});

/** Longer than the test: what stands still never arrives. */
const foreverMs = 3_600_000;

/**
 * Lets the run stand still at its n-th request: before it has an effect, or, where the answer is lost, at the one after.
 */
function standStill(
  { seeded }: Customer,
  point: number,
  isAnswerLost: boolean,
  onStanding: () => void,
): void {
  const { faults } = seeded.running;
  let seen = 0;
  const first = isAnswerLost ? point + 1 : point;
  faults.delay(
    {
      times: Infinity,
      where: ({ operation }) => {
        if (operation === 'token') return false;
        seen += 1;
        if (seen < first) return false;
        onStanding();
        return true;
      },
    },
    foreverMs,
  );
  if (isAnswerLost)
    faults.dropConnection(
      { where: ({ operation }) => operation !== 'token' && seen === point },
      'after',
    );
}
