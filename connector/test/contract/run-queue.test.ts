import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunQueue } from '../../src/adapters/queue/run-queue.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import type { QueuedRun, RunQueue } from '../../src/ports/run-queue.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';
import { adapters, type OpenedStore } from './store-adapters.ts';

function queuedRun(organizationId: string, part: Partial<QueuedRun> = {}): QueuedRun {
  return {
    organizationId,
    runKey: randomUUID(),
    trigger: 'Schedule',
    dryRun: false,
    massChangeApproved: false,
    ...part,
  };
}

function queueOn(store: Store): Promise<RunQueue> {
  const { execute } = store;
  if (!execute) throw new Error('This store has no database.');
  return openRunQueue({
    database: { executeSql: execute },
    onError: (error) => {
      throw error;
    },
    pollingSeconds: 0.5,
  });
}

const databases = Object.entries(adapters).filter(([name]) => name !== 'in memory');

describe.each(databases)('The queue %s', (_, open) => {
  let store: Store;
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
    ({ store } = opened);
  });
  afterAll(() => opened.close());

  it('lets one run of an organization wait, and knows each by its key for good', async () => {
    const queue = await queueOn(store);
    const run = queuedRun('one');
    expect(await queue.enqueue(run)).toBe('queued');
    expect(await queue.enqueue(run)).toBe('known');
    expect(await queue.enqueue(queuedRun('one'))).toBe('busy');
    const dry = queuedRun('other', { dryRun: true, trigger: 'Request', massChangeApproved: true });
    expect(await queue.enqueue(dry)).toBe('queued');
    const waiting = { state: 'waiting', since: expect.any(Date) as Date };
    expect(await queue.open()).toEqual([
      { ...run, ...waiting },
      { ...dry, ...waiting },
    ]);
    expect(await queue.openOf(dry.organizationId)).toEqual([{ ...dry, ...waiting }]);
    expect(await queue.openOf('00D000000000099AAA')).toEqual([]);

    expect(await queue.cancel(run.runKey)).toBe(true);
    expect(await queue.cancel(run.runKey)).toBe(false);
    expect(await queue.cancel(randomUUID())).toBe(false);
    expect(await queue.enqueue(run)).toBe('known');
    expect(await queue.cancel(dry.runKey)).toBe(true);
    expect(await queue.open()).toEqual([]);
    await queue.close(10);
  });

  it('carries out one run of an organization at a time, those of others beside it', async () => {
    const [one, two] = [await queueOn(store), await queueOn(store)];
    const running = new Map<string, number>();
    let most = 0;
    let ended = 0;
    const { promise: allEnded, resolve } = Promise.withResolvers<undefined>();
    const { promise: gate, resolve: openGate } = Promise.withResolvers<undefined>();
    const carryOut = async ({ organizationId }: QueuedRun): Promise<void> => {
      const now = (running.get(organizationId) ?? 0) + 1;
      running.set(organizationId, now);
      most = Math.max(most, now);
      if (organizationId === 'a' && ended === 0) await gate;
      running.set(organizationId, now - 1);
      ended += 1;
      if (ended === 3) resolve(undefined);
    };
    await one.enqueue(queuedRun('a'));
    await one.work(2, carryOut);
    await two.work(2, carryOut);
    while (running.get('a') !== 1) await systemClock.sleep(50);
    expect(await two.enqueue(queuedRun('a'))).toBe('queued');
    await two.enqueue(queuedRun('b'));
    while (ended !== 1) await systemClock.sleep(50);
    expect((await one.open()).map(({ organizationId, state }) => [organizationId, state])).toEqual([
      ['a', 'running'],
      ['a', 'waiting'],
    ]);
    openGate(undefined);
    await allEnded;
    expect(most).toBe(1);
    await Promise.all([one.close(1_000), two.close(1_000)]);
  });

  it('hands over within the deadline what does not end, and another worker finishes it', async () => {
    const [one, two] = [await queueOn(store), await queueOn(store)];
    const run = queuedRun('handed-over');
    await one.enqueue(run);
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const reasons: unknown[] = [];
    await one.work(1, async (_run, signal) => {
      begin(undefined);
      await once(signal, 'abort');
      reasons.push(signal.reason);
      throw signal.reason;
    });
    await begun;
    await one.close(400);
    expect(reasons).toEqual([expect.any(RunHandedOver)]);

    const { promise: finished, resolve: finish } = Promise.withResolvers<QueuedRun>();
    await two.work(1, (taken) => {
      finish(taken);
      return Promise.resolve();
    });
    expect(await finished).toEqual(run);
    await two.close(1_000);
    const witness = await queueOn(store);
    expect(await witness.open()).toEqual([]);
    await witness.close(10);
  });
});

describe('Workers in processes of their own', () => {
  let server: PostgresServer;
  const workers: ChildProcess[] = [];
  beforeAll(async () => {
    server = await startPostgresServer();
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await server.stop();
  });

  it('take over the run of one that is killed, and no other is carried out twice', async () => {
    const databaseUrl = await server.createDatabase();
    const store = await openStore({ databaseUrl, dataDirectory: 'unused', clock: systemClock });
    const queue = await queueOn(store);
    const said: string[] = [];
    const [victim] = [
      await startWorker(databaseUrl, 'hang', said),
      await startWorker(databaseUrl, '', []),
    ];
    // The second would take the runs before they hang, so it begins when the first has one.
    workers[1]?.kill('SIGKILL');
    const keys = ['1', '2', '3'].map((last) => randomUUID().slice(0, -1) + last);
    for (const [index, runKey] of keys.entries())
      await queue.enqueue(queuedRun(`org ${index}`, { runKey }));
    while (!said.some((line) => line.startsWith('began') && line.endsWith('1')))
      await systemClock.sleep(50);
    const rest: string[] = [];
    await startWorker(databaseUrl, '', rest);
    victim.kill('SIGKILL');
    while ((await queue.open()).length > 0) await systemClock.sleep(200);

    const ended = [...said, ...rest].filter((line) => line.startsWith('ended')).sort();
    expect(ended).toEqual(keys.map((key) => `ended ${key}`).sort());
    expect(rest).toContain(`began ${keys[0]}`);
    await queue.close(100);
    await store.close();
  });

  async function startWorker(
    databaseUrl: string,
    how: string,
    said: string[],
  ): Promise<ChildProcess> {
    const program = new URL('queue-worker-process.ts', import.meta.url).pathname;
    const worker = spawn(process.execPath, [program, databaseUrl, how], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.push(worker);
    let text = '';
    const ready = Promise.withResolvers<undefined>();
    worker.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const lines = text.split('\n').slice(0, -1);
      said.splice(0, said.length, ...lines);
      if (lines.includes('ready')) ready.resolve(undefined);
    });
    await ready.promise;
    return worker;
  }
});
