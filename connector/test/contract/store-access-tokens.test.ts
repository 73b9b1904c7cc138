import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { startPostgresServer } from './postgres-server.ts';

let now = new Date('2026-11-24T10:00:00Z');
const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};

const places: Record<string, () => Promise<{ store: Store; dispose: () => Promise<unknown> }>> = {
  'in memory': () =>
    Promise.resolve({ store: openMemoryStore(clock), dispose: () => Promise.resolve() }),
  'on the embedded database': async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'isvapp-tokens-'));
    return {
      store: await openStore({ dataDirectory, clock }),
      dispose: () => rm(dataDirectory, { recursive: true }),
    };
  },
  'on a PostgreSQL server': async () => {
    const server = await startPostgresServer();
    const databaseUrl = await server.createDatabase();
    return {
      store: await openStore({ databaseUrl, dataDirectory: 'unused', clock }),
      dispose: () => server.stop(),
    };
  },
};

describe.each(Object.entries(places))('an access token in the store %s', (_, open) => {
  let place: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(async () => {
    await place.store.close();
    await place.dispose();
  });

  const key = async (expiresAt: Date | null = null) => {
    const request = { organizationId: null, name: 'a client', scope: 'read', expiresAt } as const;
    return (await place.store.keys.issue(request)).key;
  };

  it('grants its scopes for an hour', async () => {
    const { accessTokens } = place.store;
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
    const { accessTokens } = place.store;
    const { token } = await accessTokens.issue((await key()).id, ['one']);
    const changed = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const each of ['', 'isvt_', changed, `${token}A`, token.toUpperCase(), `isv_${token}`])
      expect(await accessTokens.verify(each)).toBeUndefined();
  });

  it('ends with its key', async () => {
    const { accessTokens, keys } = place.store;
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
    await expect(place.store.accessTokens.issue('0123456789abcdef', ['one'])).rejects.toThrow();
  });
});
