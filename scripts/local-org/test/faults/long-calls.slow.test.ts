import { afterEach, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from '../api/signed-in-org.ts';

const refused = [
  {
    errorCode: 'REQUEST_LIMIT_EXCEEDED',
    message: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
  },
];

let org: SignedInOrg | undefined;
afterEach(async () => org?.close());

describe('the limit on concurrent long calls', () => {
  it('refuses further calls while too many have been under way for twenty seconds', async () => {
    let nowMs = Date.UTC(2026, 10, 24);
    org = await signedInOrg({ clock: { now: () => new Date(nowMs) }, longCalls: 2 });
    org.faults.delay({ operation: 'limits', times: 2 }, 400);
    const long = [org.call('GET', '/limits'), org.call('GET', '/limits')];
    await expect.poll(() => org?.apiUsage.calls.length).toBe(2);
    expect((await org.call('GET', '/sobjects')).status).toBe(200);
    nowMs += 20_000;
    const answer = await org.call('GET', '/sobjects');
    expect([answer.status, answer.json]).toEqual([403, refused]);
    await Promise.all(long);
    expect((await org.call('GET', '/sobjects')).status).toBe(200);
  });

  it('can be used up by others, and is free again when faults are cleared', async () => {
    org = await signedInOrg();
    org.faults.occupyLongCalls();
    expect((await org.call('GET', '/sobjects')).json).toEqual(refused);
    org.faults.clear();
    expect((await org.call('GET', '/sobjects')).status).toBe(200);
  });
});
