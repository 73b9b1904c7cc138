import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { duringSuite, stores } from './store-adapters.ts';

let now = new Date('2026-11-24T10:00:00Z');
const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};

describe.each(Object.entries(stores({ clock })))('an access token in the store %s', (_, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  const key = async (expiresAt: Date | null = null) => {
    const request = { organizationId: null, name: 'a client', scope: 'read', expiresAt } as const;
    return (await store.keys.issue(request)).key;
  };

  it('grants its scopes for an hour', async () => {
    const { accessTokens } = store;
    const issuedFor = await key();
    const { token, expiresInSeconds } = await accessTokens.issue(issuedFor.id, ['one', 'two']);
    expect(expiresInSeconds).toBe(3_600);
    expect(await accessTokens.verify(token)).toEqual({ key: issuedFor, scopes: ['one', 'two'] });
    later(3_599_999);
    expect(await accessTokens.verify(token)).toBeDefined();
    later(1);
    expect(await accessTokens.verify(token)).toBeUndefined();
  });

  it('of another form, or changed, grants nothing', async () => {
    const { accessTokens } = store;
    const { token } = await accessTokens.issue((await key()).id, ['one']);
    const changed = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const each of ['', 'isvt_', changed, `${token}A`, token.toUpperCase(), `isv_${token}`])
      expect(await accessTokens.verify(each)).toBeUndefined();
  });

  it('ends with its key', async () => {
    const { accessTokens, keys } = store;
    const revoked = await key();
    const { token } = await accessTokens.issue(revoked.id, ['one']);
    await keys.revoke(revoked.id);
    expect(await accessTokens.verify(token)).toBeUndefined();
    const short = await key(new Date(now.getTime() + 60_000));
    const other = await accessTokens.issue(short.id, ['one']);
    expect(await accessTokens.verify(other.token)).toBeDefined();
    later(60_000);
    expect(await accessTokens.verify(other.token)).toBeUndefined();
  });

  it('is not issued for a key that does not exist', async () => {
    await expect(store.accessTokens.issue('0123456789abcdef', ['one'])).rejects.toThrow();
  });
});
