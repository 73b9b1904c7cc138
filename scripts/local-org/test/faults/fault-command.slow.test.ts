import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { faultCommand } from '../../faults/fault-command.ts';
import { signedInOrg, type SignedInOrg } from '../api/signed-in-org.ts';

let org: SignedInOrg;
let nowMs = Date.UTC(2026, 10, 24, 10);
beforeAll(async () => {
  org = await signedInOrg({ control: true, pageSize: 2, clock: { now: () => new Date(nowMs) } });
});
afterEach(() => {
  org.faults.clear();
});
afterAll(() => org.close());

/** Runs `local-org fault` and returns what it prints. */
async function fault(...words: readonly string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
  try {
    const command = faultCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await command.parseAsync([...words, '--url', org.url], { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}

const status = async (path: string) => (await org.call('GET', path)).status;
const create = (Name: string) => org.call('POST', '/sobjects/Account', { body: { Name } });

describe('local-org fault', () => {
  it('fails as many requests as asked, and no others', async () => {
    await fault('failNext', '--operation', 'limits', '--status', '503', '--times', '2');
    expect([await status('/sobjects'), await status('/limits'), await status('/limits')]).toEqual([
      200, 503, 503,
    ]);
    expect(await status('/limits')).toBe(200);
  });

  it('rejects the rows of an object whose field has a value', async () => {
    await fault('rejectRows', '--object', 'Account', '--field', 'Name', '--equals', 'No');
    expect([(await create('No')).status, (await create('Yes')).status]).toEqual([400, 201]);
  });

  it('locks rows, and clears what is planned', async () => {
    const { id } = (await create('Locked')).json as { id: string };
    const change = async () =>
      (await org.call('PATCH', `/sobjects/Account/${id}`, { body: { Name: 'x' } })).status;
    await fault('lockRows', '--share', '1');
    expect(await change()).toBe(400);
    await fault('clear');
    expect(await change()).toBe(204);
  });

  it('fills the slots of long calls, and frees them', async () => {
    await fault('occupyLongCalls');
    expect(await status('/limits')).toBe(403);
    await fault('occupyLongCalls', '--count', '0');
    expect(await status('/limits')).toBe(200);
  });

  it('locks certain rows, and what is saved below them, as often as asked', async () => {
    const { id } = (await create('Parent')).json as { id: string };
    const child = () =>
      org.call('POST', '/sobjects/Contact', { body: { LastName: 'Child', AccountId: id } });
    await fault('lockRows', '--ids', id, '--attempts', '2');
    expect([(await child()).status, (await child()).status, (await child()).status]).toEqual([
      400, 400, 201,
    ]);
  });

  it('breaks a connection before, and after all has happened', async () => {
    await fault('dropConnection', '--moment', 'before', '--operation', 'record');
    await expect(create('Never there')).rejects.toThrow();
    await fault('dropConnection', '--moment', 'after', '--operation', 'record');
    await expect(create('Unheard of')).rejects.toThrow();
    const names = org.accounts('Name').map((account) => (account as { Name: string }).Name);
    expect(names).toContain('Unheard of');
    expect(names).not.toContain('Never there');
    await fault('dropConnection', '--moment', 'during', '--operation', 'limits');
    await expect(status('/limits')).rejects.toThrow();
  });

  it('reaches a page of a certain query, by its SOQL', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E']) await create(name);
    await fault('failNext', '--soql', '/FROM\\s+Account/', '--page', '2', '--status', '500');
    const { json } = await org.call('GET', '/query?q=SELECT+Id+FROM+Account');
    expect(await status((json as { nextRecordsUrl: string }).nextRecordsUrl)).toBe(500);
  });

  it('slows requests down', async () => {
    await fault('delay', '--operation', 'limits', '--delay', '150');
    const start = performance.now();
    await status('/limits');
    expect(performance.now() - start).toBeGreaterThan(140);
  });

  it('loses the answer about a Bulk job', async () => {
    await fault('loseJobAnswer', '--method', 'POST');
    const body = { object: 'Account', operation: 'insert' };
    await expect(org.call('POST', '/jobs/ingest', { body })).rejects.toThrow();
    const { json } = await org.call('GET', '/jobs/ingest');
    expect(json).toMatchObject({ records: [{ state: 'Open' }] });
  });

  it('fails an App Analytics request with a message', async () => {
    await fault('failAnalyticsRequest', '--message', 'Too much data.');
    const times = { StartTime: '2026-11-22T00:00:00', EndTime: '2026-11-23T00:00:00' };
    const made = await org.call('POST', '/sobjects/AppAnalyticsQueryRequest', {
      body: { DataType: 'PackageUsageLog', ...times },
    });
    nowMs += 60_000;
    const path = `/sobjects/AppAnalyticsQueryRequest/${(made.json as { id: string }).id}`;
    expect((await org.call('GET', path)).json).toMatchObject({
      RequestState: 'Failed',
      ErrorMessage: 'Too much data.',
    });
  });

  it('lists what is planned, and forgets it', async () => {
    await fault('failNext', '--operation', 'tooling', '--times', '3', '--skip', '1');
    expect(JSON.parse(await fault('list'))).toEqual({
      pending: [{ kind: 'fail', timesLeft: 3, skipLeft: 1 }],
    });
    expect(await fault('clear')).toBe('No faults are planned.');
    expect(JSON.parse(await fault('list'))).toEqual({ pending: [] });
  });

  it('takes the org down for a while, sessions kept', async () => {
    await fault('restart', '--down', '300');
    await expect.poll(() => status('/limits').catch(() => 'down')).toBe('down');
    await expect.poll(() => status('/limits').catch(() => 'down')).toBe(200);
  });

  it('expires query locators, then tokens, and leaves so many calls', async () => {
    const { json } = await org.call('GET', '/query?q=SELECT+Id+FROM+Account');
    await fault('expireCursors');
    expect(await status((json as { nextRecordsUrl: string }).nextRecordsUrl)).toBe(400);
    await fault('exhaustAllowance', '--remaining', '1');
    expect([await status('/limits'), await status('/limits')]).toEqual([200, 403]);
    await fault('expireTokens');
    expect(await status('/limits')).toBe(401);
  });

  it('says what it can do when the kind is unknown', async () => {
    await expect(fault('explode')).rejects.toThrow(/kind must be one of failNext/);
  });
});
