import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import type { SecretKeys } from '../../src/adapters/store/secret-box.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { PendingAuthorization } from '../../src/domain/authorization.ts';
import type { OrganizationSecret } from '../../src/domain/organization.ts';
import type { NewOrganization } from '../../src/ports/organizations.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';
import { duringSuite, stores } from './store-adapters.ts';

const oldKey = randomBytes(32);
const newKey = randomBytes(32);
const underOld: SecretKeys = { current: oldKey, previous: undefined };
const underBoth: SecretKeys = { current: newKey, previous: oldKey };
const underNew: SecretKeys = { current: newKey, previous: undefined };

const noon = new Date('2026-11-24T12:00:00.000Z');
const later = new Date('2026-11-25T12:00:00.000Z');
const secret: OrganizationSecret = {
  kind: 'client-credentials',
  clientId: 'client',
  clientSecret: 'hush-hush',
};

function organization(number: number, part: Partial<NewOrganization> = {}): NewOrganization {
  return {
    id: `00D${String(number).padStart(12, '0')}AAA`,
    name: `Organization ${number}`,
    instanceUrl: 'https://acme.my.salesforce.com',
    allowLocalAddress: false,
    packageNamespace: null,
    schedule: { dailyStart: '23:30', timeZone: 'UTC' },
    nextRunAt: noon,
    nextPollAt: noon,
    ...part,
  };
}

/** Where the same store can be opened again under other keys. */
interface Place {
  readonly open: (keys: SecretKeys) => Promise<Store>;
  readonly dispose: () => Promise<void>;
}

const places: Record<string, () => Promise<Place>> = {
  'on the embedded database': async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'isvapp-organizations-'));
    return {
      open: (secretKeys) => openStore({ dataDirectory, clock: systemClock, secretKeys }),
      dispose: () => rm(dataDirectory, { recursive: true }),
    };
  },
  'on a PostgreSQL server': async () => {
    const server = await startPostgresServer();
    const databaseUrl = await server.createDatabase();
    return {
      open: (secretKeys) =>
        openStore({ databaseUrl, dataDirectory: 'unused', clock: systemClock, secretKeys }),
      dispose: () => server.stop(),
    };
  },
};

const ofOneKey = Object.entries(stores({ clock: systemClock, secretKeys: underOld }));

describe.each(ofOneKey)('Organizations %s', (_, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  it('keeps an organization and gives its secret to whoever signs in', async () => {
    const added = organization(1, { packageNamespace: '', allowLocalAddress: true });
    await store.organizations.save(added, secret);

    expect(await store.organizations.find(added.id)).toEqual({
      ...added,
      authKind: 'client-credentials',
      isPaused: false,
      addedAt: expect.any(Date) as Date,
    });
    expect(await store.organizations.secretOf(added.id)).toEqual(secret);
    expect(JSON.stringify(await store.organizations.list())).not.toContain('hush-hush');
    expect(await store.organizations.find('00D000000000099AAA')).toBeUndefined();
    expect(await store.organizations.secretOf('00D000000000099AAA')).toBeUndefined();
    expect(await store.organizations.remove(added.id)).toBe(true);
    expect(await store.organizations.remove(added.id)).toBe(false);
    expect(await store.organizations.list()).toEqual([]);
  });

  it('replaces address and secret of one that is added again, and leaves its schedule and pause', async () => {
    const { id } = organization(2);
    await store.organizations.save(organization(2), secret);
    await store.organizations.setPaused(id, true);
    await store.organizations.setSchedule(
      id,
      { dailyStart: '01:00', timeZone: 'Asia/Tokyo' },
      later,
    );
    const jwt = { kind: 'jwt', clientId: 'c', username: 'u@acme.com', privateKeyPem: 'p' } as const;
    await store.organizations.save(organization(2, { name: 'Renamed' }), jwt);

    expect(await store.organizations.find(id)).toMatchObject({
      name: 'Renamed',
      authKind: 'jwt',
      isPaused: true,
      schedule: { dailyStart: '01:00', timeZone: 'Asia/Tokyo' },
      nextRunAt: later,
    });
    expect(await store.organizations.secretOf(id)).toEqual(jwt);
    await store.organizations.remove(id);
  });

  it('keeps the newest refresh token, of whoever was first', async () => {
    const { id } = organization(12);
    const first = { kind: 'refresh-token', clientId: 'c', refreshToken: 'one' } as const;
    await store.organizations.save(organization(12), first);
    const replaced = await Promise.all(
      ['two', 'three'].map((refreshToken) =>
        store.organizations.replaceSecret(id, first, { ...first, refreshToken }),
      ),
    );
    expect(replaced.sort()).toEqual([false, true]);
    expect(await store.organizations.secretOf(id)).toMatchObject({
      refreshToken: expect.stringMatching(/^t/) as string,
    });
    expect(await store.organizations.replaceSecret(id, first, first)).toBe(false);
    expect(await store.organizations.replaceSecret('00D000000000099AAA', first, first)).toBe(false);
    await store.organizations.remove(id);
  });

  it('gives out a sign-in that was begun in a browser once, to one of two, and none that is too old', async () => {
    const { pendingAuthorizations } = store;
    const begun = (state: string, expiresInMs: number): PendingAuthorization => ({
      instanceUrl: 'https://acme.my.salesforce.com',
      allowLocalAddress: false,
      clientId: 'key',
      clientSecret: 'hush-hush',
      redirectUri: 'https://connector.example.com/oauth/callback',
      state,
      codeVerifier: 'verifier',
      expiresAt: new Date(Date.now() + expiresInMs),
    });
    const sound = begun('sound', 60_000);
    await pendingAuthorizations.keep(sound);
    await pendingAuthorizations.keep(begun('old', -1));
    const both = await Promise.all([
      pendingAuthorizations.take('sound'),
      pendingAuthorizations.take('sound'),
    ]);
    expect(both.filter((each) => each !== undefined)).toEqual([sound]);
    expect(await pendingAuthorizations.take('old')).toBeUndefined();
    expect(await pendingAuthorizations.take('guessed')).toBeUndefined();
  });

  it('tells who is due, the longest due first, and never a paused one', async () => {
    const minutesAgo = (minutes: number) => new Date(noon.getTime() - minutes * 60_000);
    for (const [number, minutes] of [
      [3, 1],
      [4, 9],
      [5, 5],
      [6, -1],
    ] as const)
      await store.organizations.save(
        organization(number, { nextRunAt: minutesAgo(minutes) }),
        secret,
      );
    await store.organizations.setPaused(organization(5).id, true);

    const due = await store.organizations.dueForRun(noon, 10);
    expect(due.map(({ name }) => name)).toEqual(['Organization 4', 'Organization 3']);
    const [first] = await store.organizations.dueForRun(noon, 1);
    expect(first?.name).toBe('Organization 4');
    const rest = await store.organizations.dueForRun(noon, 10, first);
    expect(rest.map(({ name }) => name)).toEqual(['Organization 3']);
    expect(await store.organizations.dueForRun(noon, 10, rest[0])).toEqual([]);
    for (const number of [3, 4, 5, 6]) await store.organizations.remove(organization(number).id);
  });

  it('lets one of two move the next run', async () => {
    const { id } = organization(7);
    await store.organizations.save(organization(7), secret);
    const moved = await Promise.all([
      store.organizations.moveNextRun(id, noon, later),
      store.organizations.moveNextRun(id, noon, later),
    ]);
    expect(moved.sort()).toEqual([false, true]);
    expect((await store.organizations.find(id))?.nextRunAt).toEqual(later);
    await store.organizations.remove(id);
  });

  it('gives each due poll to one of two that ask', async () => {
    const numbers = [8, 9, 10, 11];
    for (const number of numbers) await store.organizations.save(organization(number), secret);
    await store.organizations.setPaused(organization(11).id, true);
    const [one, other] = await Promise.all([
      store.organizations.claimPolls(noon, later, 2),
      store.organizations.claimPolls(noon, later, 2),
    ]);
    const rest = await store.organizations.claimPolls(noon, later, 10);
    const names = [...one, ...other, ...rest].map(({ name }) => name);
    expect(names.sort()).toEqual(['Organization 10', 'Organization 8', 'Organization 9']);
    await store.organizations.setNextPoll(organization(8).id, noon);
    expect(await store.organizations.claimPolls(noon, later, 10)).toHaveLength(1);
    for (const number of numbers) await store.organizations.remove(organization(number).id);
  });

  it('gives each organization that is due to be fetched for to one of two that ask', async () => {
    const numbers = [12, 13, 14, 15];
    for (const number of numbers) await store.organizations.save(organization(number), secret);
    const [a, b, c, paused] = numbers.map((number) => organization(number).id) as [
      string,
      string,
      string,
      string,
    ];
    await store.organizations.setPaused(paused, true);
    await store.usageRequests.setNextFetch(c, later);
    const [one, other] = await Promise.all([
      store.usageRequests.claimFetches(noon, later, 10),
      store.usageRequests.claimFetches(noon, later, 10),
    ]);
    expect([...one, ...other].sort()).toEqual([a, b]);
    await store.usageRequests.setNextFetch(b, noon);
    expect(await store.usageRequests.claimFetches(noon, later, 10)).toEqual([b]);
    expect(await store.usageRequests.claimFetches(later, later, 1)).toHaveLength(1);
    for (const number of numbers) await store.organizations.remove(organization(number).id);
  });
});

describe.each(Object.entries(places))('Secrets %s', (_, openPlace) => {
  it('change over to a new key while both are set, and are closed without either', async () => {
    const place = await openPlace();
    const { id } = organization(1);
    const first = await place.open(underOld);
    await first.organizations.save(organization(1), secret);
    await first.close();

    const stranger = await place.open(underNew);
    await expect(stranger.organizations.secretOf(id)).rejects.toThrow(/ENCRYPTION_KEY/);
    await expect(stranger.organizations.renewEncryption()).rejects.toThrow(/ENCRYPTION_KEY/);
    await stranger.close();

    const both = await place.open(underBoth);
    expect(await both.organizations.secretOf(id)).toEqual(secret);
    expect(await both.organizations.renewEncryption()).toBe(1);
    expect(await both.organizations.renewEncryption()).toBe(0);
    await both.close();

    const second = await place.open(underNew);
    expect(await second.organizations.secretOf(id)).toEqual(secret);
    await second.close();
    await place.dispose();
  });
});

describe('What a thief of the database has', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
  });
  afterAll(() => server.stop());

  it('holds no secret in readable form, and none that fits another organization', async () => {
    const databaseUrl = await server.createDatabase();
    const store = await openStore({
      databaseUrl,
      dataDirectory: 'unused',
      clock: systemClock,
      secretKeys: underOld,
    });
    for (const number of [1, 2]) await store.organizations.save(organization(number), secret);
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const { rows } = await client.query<{ row: string }>(
      'select organization::text as row from organization',
    );
    expect(rows).toHaveLength(2);
    for (const { row } of rows) expect(row).not.toMatch(/hush|Y2xpZW50/);

    await client.query(
      'update organization set secret = (select secret from organization where id = $1)',
      [organization(1).id],
    );
    await client.end();
    await expect(store.organizations.secretOf(organization(2).id)).rejects.toThrow(
      /can't be decrypted/,
    );
    await store.close();
  });
});
