import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { lateRun } from '../../src/domain/late-run.ts';
import type { Organization } from '../../src/domain/organization.ts';
import type { RunQuery } from '../../src/ports/run-history.ts';
import { lookForLateRuns, type KeepWatchParts } from '../../src/service/keep-watch.ts';

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
  it('looks at runs that wrote, and tells of those that are late, however many organizations there are', async () => {
    const all = Array.from({ length: 450 }, (_, at) =>
      organization({ id: `00D${String(at).padStart(15, '0')}` }),
    );
    const late = new Set([all[7]?.id, all[449]?.id]);
    const queries: RunQuery[] = [];
    const raised: Alert[] = [];
    const parts = {
      clock: { now: () => now, sleep: () => Promise.resolve() },
      organizations: {
        page: (after: string, limit: number) =>
          Promise.resolve(all.filter(({ id }) => id > after).slice(0, limit)),
      },
      runs: {
        page: (id: string, query: RunQuery) => {
          queries.push(query);
          const finishedAt = hoursAgo(late.has(id) ? 40 : 20);
          return Promise.resolve(query.status === 'Degraded' ? [{ finishedAt }] : []);
        },
      },
      followUp: {
        raise: (alert: Alert) => {
          raised.push(alert);
          return Promise.resolve();
        },
      },
    };
    await lookForLateRuns(parts as unknown as KeepWatchParts);
    expect(raised.map(({ organizationId }) => organizationId)).toEqual([...late]);
    const syncs = { limit: 1, dryRun: false, leavesOutRetries: true };
    for (const query of queries) expect(query).toMatchObject(syncs);
  });
});
