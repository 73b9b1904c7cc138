import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

/** Limits of Bulk API 2.0 that depend on time (bulk_common_limits). */
const hourMs = 3_600_000;
let nowMs = Date.UTC(2026, 10, 24, 10);
let org: SignedInOrg;

beforeAll(async () => {
  org = await signedInOrg({
    clock: { now: () => new Date(nowMs) },
    tokenTtlMs: Infinity,
    bulkQueryJobs: 2,
  });
});

afterAll(() => org.close());

const query = () =>
  org.call('POST', '/jobs/query', {
    body: { operation: 'query', query: 'SELECT Id FROM Account' },
  });

describe('a job', () => {
  it.each([
    ['ingest', { object: 'Account', operation: 'insert' }],
    ['query', { operation: 'query', query: 'SELECT Id FROM Account' }],
  ])('of kind %s is kept for a week, with its place in the list', async (kind, body) => {
    const created = await org.call('POST', `/jobs/${kind}`, { body });
    const path = `/jobs/${kind}/${(created.json as { id: string }).id}`;
    const listed = async () =>
      ((await org.call('GET', `/jobs/${kind}`)).json as { records: unknown[] }).records.length;
    nowMs += 7 * 24 * hourMs;
    expect([(await org.call('GET', path)).status, await listed()]).toEqual([200, 1]);
    nowMs += 1_000;
    expect([(await org.call('GET', path)).status, await listed()]).toEqual([404, 0]);
  });
});

describe('query jobs', () => {
  it('are as many a day as the limit says, whatever becomes of them', async () => {
    nowMs += 24 * hourMs;
    expect([(await query()).status, (await query()).status]).toEqual([200, 200]);
    const { json } = await org.call('GET', '/limits');
    expect(json).toMatchObject({ DailyBulkV2QueryJobs: { Max: 2, Remaining: 0 } });
    const refused = await query();
    expect([refused.status, refused.json]).toMatchObject([400, [{ errorCode: 'LIMIT_EXCEEDED' }]]);
    nowMs += 24 * hourMs;
    expect((await query()).status).toBe(200);
  });
});
