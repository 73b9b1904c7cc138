import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunQueue, type QueueOptions } from '../../src/adapters/queue/run-queue.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { OutOfTries } from '../../src/domain/out-of-tries.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import type { CloseRun, QueuedRun, ReasonToClose, RunQueue } from '../../src/ports/run-queue.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';
import { adapters, duringSuite } from './store-adapters.ts';

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

const closesNone: CloseRun = ({ runKey }) => {
  throw new Error(`${runKey} was to be closed.`);
};

type Execute = NonNullable<Store['execute']>;
/** Carries out a statement of the queue, and what else is to happen with it. */
type During = (
  statement: string,
  values: Parameters<Execute>[1],
  execute: Execute,
) => ReturnType<Execute>;

function queueOn(
  store: Store,
  part: Pick<QueueOptions, 'retryLimit' | 'retrySeconds' | 'heartbeatSeconds'> = {},
  during: During = (statement, values, execute) => execute(statement, values),
): Promise<RunQueue> {
  const { execute } = store;
  if (!execute) throw new Error('This store has no database.');
  return openRunQueue({
    database: { executeSql: (statement, values) => during(statement, values, execute) },
    onError: (error) => {
      throw error;
    },
    pollingSeconds: 0.5,
    ...part,
  });
}

const databases = Object.entries(adapters).filter(([name]) => name !== 'in memory');

describe.each(databases)('The queue %s', (_, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

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
    expect(await queue.enqueue(run)).toBe('ended');
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
    await one.work(2, carryOut, closesNone);
    await two.work(2, carryOut, closesNone);
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

  it('has a run closed that is cancelled before it begins, and one that has no tries left', async () => {
    const queue = await queueOn(store, { retryLimit: 1, retrySeconds: 1 });
    const [cancelled, failing] = [queuedRun('cancelled'), queuedRun('failing', { dryRun: true })];
    await queue.enqueue(cancelled);
    expect(await queue.cancel(cancelled.runKey)).toBe(true);
    await queue.enqueue(failing);
    const closed: [QueuedRun, ReasonToClose][] = [];
    const begun: string[] = [];
    await queue.work(
      2,
      ({ runKey }) => {
        begun.push(runKey);
        throw new RunHandedOver('…', { cause: new Error('The disk is full.') });
      },
      (run, why) => {
        closed.push([run, why]);
        return Promise.resolve();
      },
    );
    while (closed.length < 2) await systemClock.sleep(50);
    expect(begun).toEqual([failing.runKey, failing.runKey]);
    expect(closed).toEqual(
      expect.arrayContaining([
        [cancelled, 'cancelled'],
        [failing, expect.any(OutOfTries)],
      ]),
    );
    const [, reason] = closed.find(([run]) => run.runKey === failing.runKey) ?? [];
    expect(String(reason)).toMatch(/begun 2 times .* The last time: The disk is full\./);
    expect(await queue.open()).toEqual([]);
    expect(await queue.enqueue(failing)).toBe('ended');
    await queue.close(1_000);
  });

  it('comes first to a run that somebody waits for, whose own worker takes no other', async () => {
    const [own, worker] = [await queueOn(store), await queueOn(store)];
    const [first, awaited, later] = [queuedRun('w1'), queuedRun('w2'), queuedRun('w3')];
    await worker.enqueue(first);
    expect(await own.enqueue(awaited, 4_711)).toBe('queued');
    await worker.enqueue(later);
    const taken: string[] = [];
    const takenBy = (who: string) => (run: QueuedRun) => {
      taken.push(`${who} ${run.organizationId}`);
      return Promise.resolve();
    };
    await own.workFor(4_712, takenBy('another'));
    await own.workFor(4_711, takenBy('own'));
    while ((await own.open()).length > 2) await systemClock.sleep(50);
    expect(taken).toEqual(['own w2']);
    await own.enqueue(queuedRun('w2'), 4_713);
    await worker.work(1, takenBy('worker'), closesNone);
    while ((await own.open()).length > 0) await systemClock.sleep(50);
    expect(taken).toEqual(['own w2', 'worker w2', 'worker w1', 'worker w3']);
    await Promise.all([own.close(1_000), worker.close(1_000)]);
  });

  it('tries again to close what could not be closed', async () => {
    const queue = await queueOn(store);
    const run = queuedRun('closed later');
    await queue.enqueue(run);
    await queue.cancel(run.runKey);
    let tries = 0;
    const { promise: closed, resolve } = Promise.withResolvers<undefined>();
    await queue.work(
      1,
      () => Promise.resolve(),
      () => {
        tries += 1;
        if (tries === 1) throw new Error('The database is away.');
        resolve(undefined);
        return Promise.resolve();
      },
    );
    while (tries < 1) await systemClock.sleep(50);
    // The pause before the next try is half a minute; this test does not wait for it.
    await store.execute?.(
      "UPDATE run_queue.job SET start_after = now() WHERE name = 'abandoned-run' AND state = 'retry'",
    );
    await closed;
    await queue.close(1_000);
  });

  it('knows a run as open while it goes from one worker to another', async () => {
    let runKey: string | undefined;
    const witness = await queueOn(store, {}, async (statement, values, execute) => {
      const read = await execute(statement, values);
      // Its worker is taken for dead right after a statement that looks at runs.
      if (runKey !== undefined)
        await execute(
          "UPDATE run_queue.job SET state = 'retry' WHERE id = $1 AND state = 'active'",
          [runKey],
        );
      return read;
    });
    const run = queuedRun('taken for dead');
    await witness.enqueue(run);
    await store.execute?.(
      "UPDATE run_queue.job SET state = 'active', started_on = now() WHERE id = $1",
      [run.runKey],
    );
    runKey = run.runKey;
    expect((await witness.openOf(run.organizationId)).map(({ state }) => state)).toEqual([
      'running',
    ]);
    expect((await witness.openOf(run.organizationId)).map(({ state }) => state)).toEqual([
      'waiting',
    ]);
    runKey = undefined;
    await witness.cancel(run.runKey);
    await witness.close(10);
  });

  it('hands over within the deadline what does not end, and another worker finishes it', async () => {
    const [one, two] = [await queueOn(store), await queueOn(store)];
    const run = queuedRun('handed-over');
    await one.enqueue(run);
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const reasons: unknown[] = [];
    await one.work(
      1,
      async (_run, signal) => {
        begin(undefined);
        await once(signal, 'abort');
        reasons.push(signal.reason);
        throw signal.reason;
      },
      closesNone,
    );
    await begun;
    await one.close(400);
    expect(reasons).toEqual([expect.any(RunHandedOver)]);

    const { promise: finished, resolve: finish } = Promise.withResolvers<QueuedRun>();
    await two.work(
      1,
      (taken) => {
        finish(taken);
        return Promise.resolve();
      },
      closesNone,
    );
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
