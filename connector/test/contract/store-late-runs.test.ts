import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { RunResult } from '../../src/domain/run.ts';
import { aRunResult } from '../domain/a-run-result.ts';
import { duringSuite, stores } from './store-adapters.ts';

let now = new Date('2026-11-20T00:00:00.000Z');
const clock = { now: () => now, sleep: () => Promise.resolve() };
const secretKeys = { current: Buffer.alloc(32, 1), previous: undefined };
const since = new Date('2026-11-23T08:00:00.000Z');
const before = new Date(since.getTime() - 1);

describe.each(Object.entries(stores({ clock, secretKeys })))('Late runs %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });
  let count = 0;

  async function added(at = new Date('2026-11-20T00:00:00.000Z')): Promise<string> {
    now = at;
    count += 1;
    const id = `00D${String(count).padStart(12, '0')}AAA`;
    await store.organizations.save(
      {
        ...{ id, name: id, instanceUrl: 'https://acme.my.salesforce.com', packageNamespace: '' },
        ...{ allowLocalAddress: false, schedule: { dailyStart: '23:30', timeZone: 'UTC' } },
        ...{ nextRunAt: since, nextPollAt: since },
      },
      { kind: 'client-credentials', clientId: 'client', clientSecret: 'secret' },
    );
    return id;
  }

  const ran = (id: string, finishedAt: Date, part: Partial<RunResult> = {}) =>
    store.runs.recordRun(
      id,
      aRunResult({
        runKey: `run-${finishedAt.toISOString()}-${part.trigger ?? ''}`,
        trigger: 'Schedule',
        dryRun: false,
        status: 'Succeeded',
        startedAt: new Date(finishedAt.getTime() - 60_000),
        finishedAt,
        ...part,
      }),
    );

  it('are told by the newest run that went through, once, and of those that are to have one', async () => {
    const never = await added();
    const long = await added();
    await ran(long, new Date('2026-11-22T00:00:00.000Z'));
    await ran(long, before, { status: 'Degraded' });
    await ran(long, since, { status: 'Failed' });
    await ran(long, new Date('2026-11-23T09:00:00.000Z'), { dryRun: true });
    await ran(long, new Date('2026-11-23T10:00:00.000Z'), { trigger: 'Retry' });
    const inTime = await added();
    await ran(inTime, since, { status: 'Degraded' });
    const paused = await added();
    await store.organizations.setPaused(paused, true);
    const told = await added();
    const alert = { event: 'raised', kind: 'late', title: '', text: '', runKey: 'late' } as const;
    await store.alerts.record({ ...alert, organizationId: told, at: since });
    const failing = await added();
    await store.alerts.record({ ...alert, kind: 'failed', organizationId: failing, at: since });
    await added(since);

    const found = await store.lateRuns.untold(since, '', 10);
    expect(found.map(({ organization, lastThrough }) => [organization.id, lastThrough])).toEqual([
      [never, undefined],
      [long, before],
      [failing, undefined],
    ]);
    expect(found[0]?.organization).toEqual(await store.organizations.find(never));
    const page = await store.lateRuns.untold(since, never, 1);
    expect(page.map(({ organization }) => organization.id)).toEqual([long]);
  });

  it('are looked for by one of several workers, whose clocks differ, and one clock that was wrong stops none', async () => {
    const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 24, 0, minute, second));
    const looks = await Promise.all([0, 1, 2].map(() => store.lateRuns.claimLook(at(0), at(10))));
    expect(looks.filter(Boolean)).toHaveLength(1);
    expect(await store.lateRuns.claimLook(at(-1), at(9))).toBe(false);
    expect(await store.lateRuns.claimLook(at(9, 59), at(19, 59))).toBe(false);
    expect(await store.lateRuns.claimLook(at(10), at(20))).toBe(true);
    expect(await store.lateRuns.claimLook(at(-40), at(-30))).toBe(true);
  });
});
