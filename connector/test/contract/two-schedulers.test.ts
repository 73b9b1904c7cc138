import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunQueue } from '../../src/adapters/queue/run-queue.ts';
import { scheduleRuns } from '../../src/adapters/queue/schedule-runs.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { RunQueue } from '../../src/ports/run-queue.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';

const dailyStart = '23:30';
const due = new Date('2026-11-24T23:30:00.000Z');
const ids = Array.from({ length: 450 }, (_, nth) => `00D${String(nth).padStart(12, '0')}AAA`);

/** What a worker of its own has: a connection and a queue of its own, and the clock of its machine. */
interface Scheduler {
  readonly store: Store;
  readonly queue: RunQueue;
  set(now: string): void;
  schedule(): Promise<void>;
}

async function openScheduler(databaseUrl: string): Promise<Scheduler> {
  let now = due;
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
  const secretKeys = { current: Buffer.alloc(32, 1), previous: undefined };
  const store = await openStore({ databaseUrl, dataDirectory: 'unused', clock, secretKeys });
  const { execute, organizations } = store;
  if (!execute) throw new Error('This store has no database.');
  const queue = await openRunQueue({
    database: { executeSql: execute },
    onError: (error) => {
      throw error;
    },
  });
  return {
    store,
    queue,
    set: (text) => {
      now = new Date(text);
    },
    schedule: () => scheduleRuns({ organizations, queue, clock, spreadMs: 0 }),
  };
}

describe('Two workers that schedule on one PostgreSQL server', () => {
  let server: PostgresServer;
  let one: Scheduler;
  let other: Scheduler;
  beforeAll(async () => {
    server = await startPostgresServer();
    const databaseUrl = await server.createDatabase();
    // Both bring the tables up to date, at the same moment.
    [one, other] = await Promise.all([openScheduler(databaseUrl), openScheduler(databaseUrl)]);
    for (const id of ids)
      await one.store.organizations.save(
        {
          id,
          name: id,
          instanceUrl: 'https://acme.my.salesforce.com',
          allowLocalAddress: false,
          packageNamespace: '',
          schedule: { dailyStart, timeZone: 'UTC' },
          nextRunAt: due,
          nextPollAt: due,
        },
        { kind: 'client-credentials', clientId: 'client', clientSecret: 'secret' },
      );
  });
  afterAll(async () => {
    for (const each of [one, other]) {
      await each.queue.close(10);
      await each.store.close();
    }
    await server.stop();
  });

  /** Organizations of the runs that wait, and the moments at which organizations are due next. */
  const state = async () => ({
    waiting: (await one.queue.open()).map(({ organizationId }) => organizationId).sort(),
    next: [
      ...new Set(
        (await one.store.organizations.list()).map((each) => each.nextRunAt.toISOString()),
      ),
    ],
  });
  /** Ends the runs that wait, as if they had been carried out. */
  const carryOutAll = (): Promise<unknown> | undefined =>
    one.store.execute?.(
      "UPDATE run_queue.job SET state = 'completed', completed_on = now() WHERE name = 'sync-run'",
    );

  it('queue each daily run once, however their clocks jump', async () => {
    await Promise.all([one.schedule(), other.schedule()]);
    const tomorrow = { waiting: ids, next: ['2026-11-25T23:30:00.000Z'] };
    expect(await state()).toEqual(tomorrow);

    // An hour ahead in one, an hour back in the other: the start has moved, so nobody queues it again.
    await carryOutAll();
    one.set('2026-11-25T00:31:00Z');
    other.set('2026-11-24T22:31:00Z');
    await Promise.all([one.schedule(), other.schedule()]);
    expect(await state()).toEqual({ ...tomorrow, waiting: [] });

    // The next day both are due, and one of them looks a day late: what it missed is made up once.
    one.set('2026-11-25T23:30:00Z');
    other.set('2026-11-27T08:00:00Z');
    await Promise.all([one.schedule(), other.schedule()]);
    const { waiting, next } = await state();
    expect(waiting).toEqual(ids);
    for (const each of next)
      expect(['2026-11-26T23:30:00.000Z', '2026-11-27T23:30:00.000Z']).toContain(each);
  });
});
