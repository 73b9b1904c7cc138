import { describe, expect, it } from 'vitest';
import { places } from '../../../src/adapters/queue/places.ts';
import { pollOrganizations, type Look } from '../../../src/adapters/queue/poll-organizations.ts';
import { scheduleRuns } from '../../../src/adapters/queue/schedule-runs.ts';
import { openMemoryStore } from '../../../src/adapters/store/memory-store.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { QueuedRun } from '../../../src/ports/run-queue.ts';

const berlin = { dailyStart: '23:30', timeZone: 'Europe/Berlin' };
const id = '00D000000000001AAA';

/** A worker's world: a clock that is set by hand, and a queue that keeps what it took. */
async function world(at: string, nextRunAt: string) {
  let now = new Date(at);
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
  const key = { current: Buffer.alloc(32, 1), previous: undefined };
  const { organizations } = openMemoryStore(clock, key);
  const organization = {
    id,
    name: 'Acme',
    instanceUrl: 'https://acme.my.salesforce.com',
    allowLocalAddress: false,
    packageNamespace: '',
    schedule: berlin,
    nextRunAt: new Date(nextRunAt),
    nextPollAt: new Date(at),
  };
  await organizations.save(organization, {
    kind: 'client-credentials',
    clientId: 'c',
    clientSecret: 's',
  });
  const queued: QueuedRun[] = [];
  let waits: (organizationId: string) => boolean = () => false;
  const ended = new Set<string>();
  const queue = {
    enqueue: (run: QueuedRun) => {
      if (ended.has(run.runKey)) return Promise.resolve('ended' as const);
      if (queued.some(({ runKey }) => runKey === run.runKey))
        return Promise.resolve('known' as const);
      if (waits(run.organizationId)) return Promise.resolve('busy' as const);
      queued.push(run);
      return Promise.resolve('queued' as const);
    },
  };
  const scheduling = { organizations, queue, clock, spreadMs: 0 };
  return {
    organizations,
    scheduling,
    queued,
    ended,
    set: (text: string) => {
      now = new Date(text);
    },
    let: (isWaiting: typeof waits) => {
      waits = isWaiting;
    },
    nextRunAt: async () => (await organizations.find(id))?.nextRunAt.toISOString(),
  };
}

/** All are due at the same moment. */
async function worldOf450() {
  const own = await world('2026-11-24T22:31:00Z', '2026-11-24T22:30:00Z');
  const first = await own.organizations.find(id);
  if (!first) throw new Error('It was not kept.');
  const secret = { kind: 'client-credentials', clientId: 'c', clientSecret: 's' } as const;
  for (let number = 2; number <= 450; number += 1)
    await own.organizations.save(
      { ...first, id: `00D${String(number).padStart(12, '0')}AAA` },
      secret,
    );
  return own;
}

describe('The daily run', () => {
  it('is queued when its time has come, and once', async () => {
    const own = await world('2026-11-24T22:29:59Z', '2026-11-24T22:30:00Z');
    await scheduleRuns(own.scheduling);
    expect(own.queued).toEqual([]);
    own.set('2026-11-24T22:30:00Z');
    await scheduleRuns(own.scheduling);
    await scheduleRuns(own.scheduling);
    expect(own.queued).toMatchObject([{ organizationId: id, trigger: 'Schedule', dryRun: false }]);
    expect(await own.nextRunAt()).toBe('2026-11-25T22:30:00.000Z');
  });

  it('is queued for each of 450 organizations that are due at the same time', async () => {
    const own = await worldOf450();
    await scheduleRuns(own.scheduling);
    expect(new Set(own.queued.map(({ organizationId }) => organizationId)).size).toBe(450);
    expect(own.queued).toHaveLength(450);
  });

  it('comes to those whose turn it is, however many before them have to wait', async () => {
    const own = await worldOf450();
    const waiting = new Set((await own.organizations.list()).slice(0, 300).map((each) => each.id));
    own.let((organizationId) => waiting.has(organizationId));
    await scheduleRuns(own.scheduling);
    expect(own.queued).toHaveLength(150);
    own.let(() => false);
    await scheduleRuns(own.scheduling);
    expect(own.queued).toHaveLength(450);
  });

  it('is made up once where days were missed', async () => {
    const own = await world('2026-11-24T09:00:00Z', '2026-11-20T22:30:00Z');
    await scheduleRuns(own.scheduling);
    await scheduleRuns(own.scheduling);
    expect(own.queued).toHaveLength(1);
    expect(await own.nextRunAt()).toBe('2026-11-24T22:30:00.000Z');
  });

  it('is queued once by two that schedule at the same moment, and by one that died before it noted it', async () => {
    const own = await world('2026-11-24T22:31:00Z', '2026-11-24T22:30:00Z');
    await Promise.all([scheduleRuns(own.scheduling), scheduleRuns(own.scheduling)]);
    expect(own.queued).toHaveLength(1);
    await own.organizations.setSchedule(id, berlin, new Date('2026-11-24T22:30:00Z'));
    await scheduleRuns(own.scheduling);
    expect(own.queued).toHaveLength(1);
  });

  it('comes once a day although the clock jumps an hour ahead and back', async () => {
    const own = await world('2026-11-24T22:00:00Z', '2026-11-24T22:30:00Z');
    for (const time of ['23:00', '22:00', '22:30', '23:00']) {
      own.set(`2026-11-24T${time}:00Z`);
      await scheduleRuns(own.scheduling);
    }
    expect(own.queued).toHaveLength(1);
  });

  it('waits behind a run that waits, and is not lost by it', async () => {
    const own = await world('2026-11-24T22:30:00Z', '2026-11-24T22:30:00Z');
    own.let(() => true);
    await scheduleRuns(own.scheduling);
    expect(await own.nextRunAt()).toBe('2026-11-24T22:30:00.000Z');
    own.let(() => false);
    await scheduleRuns(own.scheduling);
    expect(own.queued).toHaveLength(1);
  });

  it('does not come while the organization is paused, and is made up when it goes on', async () => {
    const own = await world('2026-11-24T22:30:00Z', '2026-11-24T22:30:00Z');
    await own.organizations.setPaused(id, true);
    await scheduleRuns(own.scheduling);
    expect(own.queued).toEqual([]);
    await own.organizations.setPaused(id, false);
    await scheduleRuns(own.scheduling);
    expect(own.queued).toHaveLength(1);
  });
});

describe('Looking at organizations', () => {
  const nothing: Look = {
    requested: [],
    schedule: berlin,
    apiReservePercent: 10,
    usage: undefined,
  };
  const requested = {
    runKey: '7a1f6d0e-0000-4000-8000-000000000001',
    trigger: 'Request',
    dryRun: true,
    massChangeApproved: false,
  } as const;

  async function polled(looks: readonly (Look | Error)[]) {
    const own = await world('2026-11-24T12:00:00Z', '2026-11-24T22:30:00Z');
    const seen: Organization[] = [];
    const failures: unknown[] = [];
    const closed: QueuedRun[] = [];
    const rest = [...looks];
    const underWay = places(20, (error) => failures.push(error));
    const poll = async () => {
      await pollOrganizations({
        ...own.scheduling,
        intervalMs: 300_000,
        places: underWay,
        look: (organization) => {
          seen.push(organization);
          const look = rest.shift();
          return look instanceof Error ? Promise.reject(look) : Promise.resolve(look ?? nothing);
        },
        closeEnded: (run) => {
          closed.push(run);
          return Promise.resolve();
        },
        onFailure: (_, error) => failures.push(error),
      });
      await underWay.emptied();
    };
    return { ...own, seen, failures, closed, poll };
  }

  it('costs one look an interval, however often it is asked for', async () => {
    const own = await polled([]);
    for (const time of ['12:00:00', '12:00:01', '12:04:59', '12:05:00', '12:09:00']) {
      own.set(`2026-11-24T${time}Z`);
      await own.poll();
    }
    expect(own.seen).toHaveLength(2);
  });

  it('takes up a requested run under its own key', async () => {
    const own = await polled([{ ...nothing, requested: [requested] }]);
    await own.poll();
    expect(own.queued).toEqual([{ ...requested, organizationId: id }]);
  });

  it('has a record closed that is requested still though its run has ended, and no other', async () => {
    const other = { ...requested, runKey: '7a1f6d0e-0000-4000-8000-000000000002' };
    const own = await polled([
      { ...nothing, requested: [requested, other] },
      { ...nothing, requested: [other] },
    ]);
    own.ended.add(requested.runKey);
    await own.poll();
    own.set('2026-11-24T12:05:00Z');
    await own.poll();
    expect(own.closed).toEqual([{ ...requested, organizationId: id }]);
    expect(own.queued).toEqual([{ ...other, organizationId: id }]);
  });

  it('follows a schedule that was changed', async () => {
    const schedule = { dailyStart: '06:15', timeZone: 'Asia/Tokyo' };
    const own = await polled([{ ...nothing, schedule }]);
    await own.poll();
    expect((await own.organizations.find(id))?.schedule).toEqual(schedule);
    expect(await own.nextRunAt()).toBe('2026-11-24T21:15:00.000Z');
  });

  it('leaves a missed run due where the schedule is as it was', async () => {
    const own = await polled([nothing]);
    await own.organizations.setSchedule(id, berlin, new Date('2026-11-23T22:30:00Z'));
    await own.poll();
    expect(await own.nextRunAt()).toBe('2026-11-23T22:30:00.000Z');
  });

  it('rests for an hour where the allowance is used up to the reserve, and after a failure, which it tells', async () => {
    const usedUp = { ...nothing, usage: { used: 13_500, limit: 15_000 } };
    for (const look of [usedUp, new Error('no way in')]) {
      const own = await polled([look]);
      for (const time of ['12:00', '12:30', '12:59', '13:00']) {
        own.set(`2026-11-24T${time}:00Z`);
        await own.poll();
      }
      expect(own.seen).toHaveLength(2);
      expect(own.failures).toEqual(look instanceof Error ? [look] : []);
    }
  });

  it('comes to all that are due, however many, and goes on where one fails', async () => {
    const own = await polled([new Error('no way in')]);
    const [first] = await own.organizations.list();
    if (!first) throw new Error('There is one.');
    const secret = { kind: 'client-credentials', clientId: 'c', clientSecret: 's' } as const;
    for (let number = 2; number <= 61; number += 1) {
      const each = { ...first, id: `00D${String(number).padStart(12, '0')}AAA` };
      await own.organizations.save(each, secret);
    }
    await own.poll();
    expect(new Set(own.seen.map((each) => each.id)).size).toBe(61);
    expect(own.seen).toHaveLength(61);
    expect(own.failures).toHaveLength(1);
  });

  it('keeps nobody waiting for organizations that do not answer, nor for one that comes due later', async () => {
    const own = await worldOf450();
    const silent = new Set((await own.organizations.list()).slice(0, 19).map((each) => each.id));
    const looked: string[] = [];
    const underWay = places(20, () => undefined);
    let answer: (look: Look) => void = () => undefined;
    const silence = new Promise<Look>((resolve) => (answer = resolve));
    const poll = () =>
      pollOrganizations({
        ...own.scheduling,
        intervalMs: 300_000,
        places: underWay,
        look: (organization) => {
          if (silent.has(organization.id)) return silence;
          looked.push(organization.id);
          return Promise.resolve(nothing);
        },
        closeEnded: () => Promise.resolve(),
        onFailure: () => undefined,
      });
    await poll();
    expect(looked).toHaveLength(431);
    await own.organizations.setNextPoll(looked[0] ?? '', new Date('2026-11-24T22:31:00Z'));
    await poll();
    expect(looked).toHaveLength(432);
    answer(nothing);
    await underWay.emptied();
  });

  it('never looks at one that is paused', async () => {
    const own = await polled([]);
    await own.organizations.setPaused(id, true);
    await own.poll();
    expect(own.seen).toEqual([]);
  });
});
