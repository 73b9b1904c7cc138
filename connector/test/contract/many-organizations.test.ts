import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from '../../src/adapters/queue/places.ts';
import { pollOrganizations } from '../../src/adapters/queue/poll-organizations.ts';
import { scheduleRuns } from '../../src/adapters/queue/schedule-runs.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { QueuedRun } from '../../src/ports/run-queue.ts';

const now = new Date('2026-11-24T23:30:00.000Z');
const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
const schedule = { dailyStart: '23:30', timeZone: 'UTC' };
const count = 10_000;
const ids = Array.from(
  { length: count },
  (_, number) => `00D${String(number).padStart(12, '0')}AAA`,
);

describe('A table of ten thousand organizations', () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-many-'));
    const secretKeys = { current: Buffer.alloc(32, 1), previous: undefined };
    store = await openStore({ dataDirectory: folder, clock, secretKeys });
    for (const id of ids)
      await store.organizations.save(
        {
          id,
          name: `Organization ${id}`,
          instanceUrl: 'https://acme.my.salesforce.com',
          allowLocalAddress: false,
          packageNamespace: '',
          schedule,
          nextRunAt: now,
          nextPollAt: now,
        },
        { kind: 'client-credentials', clientId: 'client', clientSecret: `secret of ${id}` },
      );
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('is read page by page, each organization once, with its own secret', async () => {
    const read: string[] = [];
    let after = '';
    for (;;) {
      const page = await store.organizations.page(after, 200);
      read.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
    }
    expect(read).toEqual(ids);
    for (const id of [ids[0], ids[4_999], ids[9_999]] as string[])
      expect(await store.organizations.secretOf(id)).toMatchObject({
        clientSecret: `secret of ${id}`,
      });
  });

  it('has a run queued for each that is due, once, though two schedule at the same moment', async () => {
    const queued = new Map<string, QueuedRun>();
    let asked = 0;
    const queue = {
      enqueue: (run: QueuedRun) => {
        asked += 1;
        if (queued.has(run.runKey)) return Promise.resolve('known' as const);
        queued.set(run.runKey, run);
        return Promise.resolve('queued' as const);
      },
    };
    const scheduling = { organizations: store.organizations, queue, clock, spreadMs: 0 };
    await Promise.all([scheduleRuns(scheduling), scheduleRuns(scheduling)]);
    expect([...queued.values()].map(({ organizationId }) => organizationId).sort()).toEqual(ids);
    const askedForAll = asked;
    await scheduleRuns(scheduling);
    expect(asked).toBe(askedForAll);
  });

  it('is looked at organization by organization, each once in an interval', async () => {
    const looked: string[] = [];
    const looks = places(20, (error) => {
      throw error;
    });
    const polling = {
      places: looks,
      organizations: store.organizations,
      queue: { enqueue: () => Promise.resolve('queued' as const) },
      clock,
      spreadMs: 0,
      intervalMs: 300_000,
      look: ({ id }: { readonly id: string }) => {
        looked.push(id);
        return Promise.resolve({ requested: [], schedule, apiReservePercent: 0, usage: undefined });
      },
      closeEnded: () => Promise.resolve(),
      onFailure: (_: unknown, error: unknown) => {
        throw error;
      },
    };
    await pollOrganizations(polling);
    await looks.emptied();
    await pollOrganizations(polling);
    await looks.emptied();
    expect([...looked].sort()).toEqual(ids);
  });
});
