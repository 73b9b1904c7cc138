import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { lateRun } from '../../src/domain/late-run.ts';
import type { Organization } from '../../src/domain/organization.ts';
import { lookForLateRuns } from '../../src/service/keep-watch.ts';

const now = new Date('2026-11-24T10:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

function organization(part: Partial<Organization> = {}): Organization {
  return {
    id: '00D000000000001AAA',
    name: 'Acme',
    instanceUrl: 'https://acme.my.salesforce.com',
    allowLocalAddress: false,
    authKind: 'jwt',
    packageNamespace: '',
    isPaused: false,
    schedule: { dailyStart: '23:30', timeZone: 'UTC' },
    nextRunAt: hoursAgo(-13),
    nextPollAt: now,
    addedAt: hoursAgo(1_000),
    ...part,
  };
}

describe('a run that is late', () => {
  it('is one that has not gone through for more than 26 hours', () => {
    expect(lateRun(organization(), hoursAgo(26), now)).toBeUndefined();
    expect(lateRun(organization(), hoursAgo(26.01), now)).toMatchObject({
      kind: 'late',
      event: 'raised',
      organizationId: '00D000000000001AAA',
      at: now,
    });
  });

  it('counts from when the organization was added, or added again after its runs', () => {
    expect(lateRun(organization({ addedAt: hoursAgo(25) }), undefined, now)).toBeUndefined();
    expect(lateRun(organization({ addedAt: hoursAgo(25) }), hoursAgo(90), now)).toBeUndefined();
    const never = lateRun(organization({ addedAt: hoursAgo(27) }), undefined, now);
    expect(never?.text).toContain('since it was connected');
  });

  it('is none of an organization that is paused', () => {
    expect(lateRun(organization({ isPaused: true }), undefined, now)).toBeUndefined();
  });

  it('is the same alert for every worker that finds it, whenever', () => {
    const one = lateRun(organization(), hoursAgo(30), now);
    const other = lateRun(organization(), hoursAgo(30), hoursAgo(-1));
    expect(other?.runKey).toBe(one?.runKey);
  });
});

describe('the watch over all organizations', () => {
  function watched(all: readonly Organization[], isClaimed = true) {
    const asked: string[] = [];
    const raised: Alert[] = [];
    const parts = {
      clock: { now: () => now, sleep: () => Promise.resolve() },
      lateRuns: {
        claimLook: () => Promise.resolve(isClaimed),
        untold: (since: Date, after: string, limit: number) => {
          asked.push(since.toISOString());
          const found = all.filter(({ id }) => id > after).slice(0, limit);
          return Promise.resolve(
            found.map((each) => ({ organization: each, lastThrough: hoursAgo(40) })),
          );
        },
      },
      followUp: {
        raise: (alert: Alert) => {
          raised.push(alert);
          return Promise.resolve();
        },
      },
    };
    return { asked, raised, parts };
  }
  const organizations = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      organization({ id: `00D${String(at).padStart(15, '0')}` }),
    );

  it.each([
    [0, 1],
    [199, 1],
    [450, 3],
  ])('tells of each of %i that are late, and asks %i times', async (late, questions) => {
    const all = organizations(late);
    const { asked, raised, parts } = watched(all);
    await lookForLateRuns(parts);
    expect(raised.map(({ organizationId }) => organizationId)).toEqual(all.map(({ id }) => id));
    expect(asked).toEqual(Array.from({ length: questions }, () => hoursAgo(26).toISOString()));
  });

  it('asks nothing where another worker has just looked', async () => {
    const { asked, raised, parts } = watched(organizations(3), false);
    await lookForLateRuns(parts);
    expect([asked, raised]).toEqual([[], []]);
  });
});
