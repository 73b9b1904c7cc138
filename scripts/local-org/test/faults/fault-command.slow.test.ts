import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { faultCommand } from '../../faults/fault-command.ts';
import { signedInOrg, type SignedInOrg } from '../api/signed-in-org.ts';

let org: SignedInOrg;
beforeAll(async () => {
  org = await signedInOrg({ control: true });
});
afterAll(() => org.close());

async function fault(...words: readonly string[]): Promise<void> {
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
  try {
    const command = faultCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await command.parseAsync([...words, '--url', org.url], { from: 'user' });
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

  it('breaks a connection, and expires tokens', async () => {
    await fault('dropConnection', '--moment', 'before', '--operation', 'limits');
    await expect(status('/limits')).rejects.toThrow();
    await fault('expireTokens');
    expect(await status('/limits')).toBe(401);
  });

  it('says what it can do when the kind is unknown', async () => {
    await expect(fault('explode')).rejects.toThrow(/kind must be one of failNext/);
  });
});
