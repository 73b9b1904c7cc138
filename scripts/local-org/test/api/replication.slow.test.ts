import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

const start = new Date('2026-11-24T10:00:00.000Z').getTime();
const hourMs = 3_600_000;

let nowMs = start;
let org: SignedInOrg;
let ids: string[];

beforeAll(async () => {
  org = await signedInOrg({ clock: { now: () => new Date(nowMs) }, tokenTtlMs: 99 * hourMs });
  ids = org.addAccounts(3);
});
afterAll(() => org.close());

/** Answer of Get Updated or Get Deleted for a span given in hours from the start. */
function asked(kind: 'updated' | 'deleted', fromHour: number, toHour: number) {
  const moment = (hour: number) =>
    encodeURIComponent(new Date(start + hour * hourMs).toISOString().replace('.000Z', '+00:00'));
  return org.call(
    'GET',
    `/sobjects/Account/${kind}/?start=${moment(fromHour)}&end=${moment(toHour)}`,
  );
}

describe('replication', () => {
  it('lists what was added or changed in the span, and until when', async () => {
    nowMs = start + 2 * hourMs;
    await org.call('PATCH', `/sobjects/Account/${ids[1] ?? ''}`, { body: { Name: 'Changed' } });
    nowMs = start + 5 * hourMs;
    const answer = await asked('updated', 1, 3);
    expect(answer.json).toEqual({
      ids: [ids[1]],
      latestDateCovered: '2026-11-24T13:00:00.000+0000',
    });
    expect((await asked('updated', -1, 1)).json).toMatchObject({ ids: [ids[0], ids[2]] });
  });

  it('covers no more than has happened', async () => {
    const answer = await asked('updated', 1, 99);
    expect(answer.json).toMatchObject({ latestDateCovered: '2026-11-24T15:00:00.000+0000' });
  });

  it('lists deleted and merged Accounts with the time of their deletion', async () => {
    nowMs = start + 6 * hourMs;
    await org.call('DELETE', `/sobjects/Account/${ids[0] ?? ''}`);
    expect(org.org.mergeAccounts(ids[1] ?? '', [ids[2] ?? '']).success).toBe(true);
    const answer = await asked('deleted', 5, 7);
    const deletedDate = '2026-11-24T16:00:00.000+0000';
    expect(answer.json).toMatchObject({
      deletedRecords: [ids[0], ids[2]].map((id) => ({ deletedDate, id })),
      earliestDateAvailable: '2026-11-09T16:00:00.000+0000',
    });
    expect((await asked('updated', 5, 7)).json).toMatchObject({ ids: [ids[1]] });
  });

  it.each([
    ['updated', -31 * 24, 1, 'startDate cannot be more than 30 days ago'],
    ['deleted', -16 * 24, 1, 'startDate cannot be more than 15 days ago'],
    ['updated', 1, 1, 'startDate must be at least one minute before endDate'],
  ] as const)('refuses %s from hour %i to %i', async (kind, from, to, message) => {
    const answer = await asked(kind, from, to);
    expect([answer.status, answer.json]).toEqual([
      400,
      [{ errorCode: 'INVALID_REPLICATION_DATE', message }],
    ]);
  });

  it('refuses objects whose deletions are not kept', async () => {
    const answer = await org.call('GET', '/sobjects/Organization/updated?start=x&end=y');
    expect(answer.json).toMatchObject([{ errorCode: 'INVALID_TYPE_FOR_OPERATION' }]);
  });
});
