import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';

const start = new Date('2026-11-24T12:00:00.000Z');
const organizationId = '00D000000000001AAA';
const secretKeys = { current: Buffer.alloc(32, 1), previous: undefined };

/** Of this process: time passes when it is told to. */
function movableClock() {
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    sleep: () => Promise.reject(new Error('The store waits for nothing.')),
    move: (ms: number) => {
      nowMs += ms;
    },
  };
}

async function connect(store: Store): Promise<void> {
  const organization = {
    id: organizationId,
    name: 'Acme',
    instanceUrl: 'https://acme.my.salesforce.com',
    allowLocalAddress: false,
    packageNamespace: null,
    schedule: { dailyStart: '23:30', timeZone: 'UTC' },
    nextRunAt: start,
    nextPollAt: start,
  };
  const secret = { kind: 'client-credentials', clientId: 'a', clientSecret: 'b' } as const;
  await store.organizations.save(organization, secret);
}

function issue(store: Store, expiresAt: Date | null = null) {
  return store.keys.issue({ organizationId, name: 'Lightning app', scope: 'read', expiresAt });
}

describe('a key and an organization that were asked for a moment ago', () => {
  let dataDirectory: string;
  let store: Store;
  const clock = movableClock();
  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'isvapp-revocation-'));
    store = await openStore({ dataDirectory, clock, secretKeys });
  });
  afterAll(async () => {
    await store.close();
    await rm(dataDirectory, { recursive: true });
  });

  it('are refused at once after this process ended them', async () => {
    const { key, token } = await issue(store);
    expect(await store.keys.verify(token)).toEqual(key);
    await store.keys.revoke(key.id);
    expect(await store.keys.verify(token)).toBeUndefined();

    await connect(store);
    expect(await store.organizations.has(organizationId)).toBe(true);
    await store.organizations.remove(organizationId);
    expect(await store.organizations.has(organizationId)).toBe(false);
  });

  it('are refused also to who asked while they were being ended', async () => {
    const { key, token } = await issue(store);
    // The database answers in turn: the first before the key is revoked, the second after.
    const answers = await Promise.all([
      store.keys.verify(token),
      store.keys.revoke(key.id),
      store.keys.verify(token),
    ]);
    expect(answers).toEqual([key, true, undefined]);
    expect(await store.keys.verify(token)).toBeUndefined();
  });

  it('expire at their moment, not when they are next read', async () => {
    const { token } = await issue(store, new Date(clock.now().getTime() + 1_000));
    clock.move(999);
    expect(await store.keys.verify(token)).toBeDefined();
    clock.move(1);
    expect(await store.keys.verify(token)).toBeUndefined();
  });

  it('open nothing to another secret', async () => {
    const [one, other] = [await issue(store), await issue(store)];
    await store.keys.verify(one.token);
    const forged = `isv_${one.key.id}_${other.token.slice(-43)}`;
    expect(await store.keys.verify(forged)).toBeUndefined();
    expect(await store.keys.verify(one.token)).toEqual(one.key);
  });

  it('are known as soon as they are there', async () => {
    expect(await store.organizations.has(organizationId)).toBe(false);
    await connect(store);
    expect(await store.organizations.has(organizationId)).toBe(true);
  });
});

describe('what another process ended', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
  });
  afterAll(() => server.stop());

  it('is refused two seconds later', async () => {
    const databaseUrl = await server.createDatabase();
    const clock = movableClock();
    const open = () => openStore({ databaseUrl, dataDirectory: 'unused', clock, secretKeys });
    const [here, elsewhere] = [await open(), await open()];
    const { key, token } = await issue(here);
    await connect(here);
    expect(await here.keys.verify(token)).toEqual(key);
    expect(await here.organizations.has(organizationId)).toBe(true);

    await elsewhere.keys.revoke(key.id);
    await elsewhere.organizations.remove(organizationId);
    clock.move(2_000);
    expect(await here.keys.verify(token)).toBeUndefined();
    expect(await here.organizations.has(organizationId)).toBe(false);
    await here.close();
    await elsewhere.close();
  });
});
