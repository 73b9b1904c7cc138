import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryAccessTokens } from '../../../src/adapters/store/memory-access-tokens.ts';
import { openMemoryStore } from '../../../src/adapters/store/memory-store.ts';
import type { DirectoryEntry } from '../../../src/domain/account.ts';
import { isvappRestApi } from '../../../src/entrypoints/http/isvapp/rest-api.ts';
import type { AccessTokens } from '../../../src/ports/access-tokens.ts';
import { accountId, entry, head, organizationId } from './stand-in.ts';

const start = new Date('2026-11-24T10:00:00Z');
const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
const key32 = { current: randomBytes(32), previous: undefined };

let store: ReturnType<typeof openMemoryStore>;
let accessTokens: AccessTokens;
let app: FastifyInstance;

beforeEach(async () => {
  // The pace is measured by the machine's clock, which a test can't wait for.
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  store = openMemoryStore(clock, key32);
  accessTokens = memoryAccessTokens(store.keys, clock);
  app = fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });
  await app.register(rateLimit, { global: false, max: 1_000, timeWindow: 60_000 });
  await app.register((api) => isvappRestApi(api, { ...store, accessTokens }), { prefix: '/api' });
  await store.organizations.save(
    {
      id: organizationId,
      name: 'Cloudy Health Ltd.',
      instanceUrl: 'https://acme.my.salesforce.com',
      allowLocalAddress: false,
      packageNamespace: null,
      schedule: { dailyStart: '23:30', timeZone: 'UTC' },
      nextRunAt: start,
      nextPollAt: start,
    },
    { kind: 'client-credentials', clientId: 'client', clientSecret: 'hush' },
  );
});
afterEach(async () => {
  await app.close();
  vi.useRealTimers();
});

async function client(organization: string | null = organizationId) {
  const request = {
    organizationId: organization,
    name: 'a client',
    scope: 'read',
    expiresAt: null,
  };
  const { key, token } = await store.keys.issue({ ...request, scope: 'read' });
  return { id: key.id, secret: token };
}

const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const form = 'application/x-www-form-urlencoded';

/** As docs/isvapp-api.md has a client ask for a token. */
const askToken = (
  authorization: string | undefined,
  payload = 'scope=identity&grant_type=client_credentials',
  type = form,
) =>
  app.inject({
    method: 'POST',
    url: '/api/oauth2/token',
    headers: { 'content-type': type, ...(authorization !== undefined && { authorization }) },
    payload,
  });

const get = (path: string, token: string) =>
  app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } });

async function issuedToken(): Promise<string> {
  const { id, secret } = await client();
  const answer = await askToken(basic(id, secret));
  return answer.json<{ access_token: string }>().access_token;
}

/** The next second: two more requests are allowed. */
const later = (ms = 1_000) => vi.setSystemTime(Date.now() + ms);

async function fill(entries: readonly DirectoryEntry[]): Promise<void> {
  const list = (async function* () {
    yield await Promise.resolve(entries);
  })();
  await store.directory.replaceEntries(organizationId, list, head);
}

describe('a client of ISVapp', () => {
  it('gets a token for an hour, as RFC 6749 has it, and tests the connection with it', async () => {
    const { id, secret } = await client();
    const answer = await askToken(basic(id, secret));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { access_token: token, ...rest } = answer.json<Record<string, unknown>>();
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 3600, scope: 'identity' });
    const account = await get('/account', String(token));
    expect([account.statusCode, account.json()]).toEqual([
      200,
      { data: { id: organizationId, company_name: 'Cloudy Health Ltd.' }, success: true },
    ]);
  });

  it('may send an API key itself', async () => {
    const { secret } = await client();
    expect((await get('/account', secret)).json()).toMatchObject({ success: true });
  });

  it('gets all active Accounts at once, however many', async () => {
    const entries = Array.from({ length: 2_345 }, (_, index) =>
      entry(index, { isActive: index % 3 > 0 }),
    );
    await fill(entries);
    const answer = await get('/salesforce_accounts', await issuedToken());
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const active = entries.filter(({ isActive }) => isActive);
    expect(answer.json()).toEqual({
      data: active.map(({ accountId: id, name }) => ({
        isvapp_id: id,
        salesforce_id: id,
        name,
      })),
      success: true,
    });
  });

  it('gets an empty list before the first run', async () => {
    const answer = await get('/salesforce_accounts', await issuedToken());
    expect(answer.json()).toEqual({ data: [], success: true });
  });

  it('may ask for pages', async () => {
    await fill([1, 2, 3, 4].map((number) => entry(number)));
    const token = await issuedToken();
    const first = (await get('/salesforce_accounts?limit=3', token)).json<Page>();
    expect(first.data.map(({ salesforce_id: id }) => id)).toEqual([1, 2, 3].map(accountId));
    expect(first.next_after).toBe(accountId(3));
    later();
    const next = await get(
      `/salesforce_accounts?limit=3&after=${accountId(3).slice(0, 15)}`,
      token,
    );
    const last = next.json<Page>();
    expect(last.data.map(({ salesforce_id: id }) => id)).toEqual([accountId(4)]);
    expect(last.next_after).toBeNull();
  });
});

interface Page {
  readonly data: readonly { readonly salesforce_id: string }[];
  readonly next_after: string | null;
}

describe('a token', () => {
  it.each([
    ['without credentials', () => undefined],
    ['with credentials of another form', () => 'Bearer x'],
    ['with an unknown id', ({ secret }: Client) => basic('0123456789abcdef', secret)],
    ['with a wrong secret', ({ id, secret }: Client) => basic(id, `${secret.slice(0, -2)}xx`)],
    ['with blanks', () => basic('', '')],
    ['with broken base64', () => 'Basic %%%'],
  ])('is not issued %s', async (_, authorization) => {
    const answer = await askToken(authorization(await client()));
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Basic/);
    expect(answer.json()).toMatchObject({ error: 'invalid_client', success: false });
  });

  it.each([
    ['grant_type=password&scope=identity', 'unsupported_grant_type'],
    ['scope=identity', 'invalid_request'],
    ['', 'invalid_request'],
    ['grant_type=client_credentials&grant_type=client_credentials', 'invalid_request'],
    ['grant_type=client_credentials&scope=everything', 'invalid_scope'],
    ['grant_type=client_credentials&scope=', 'invalid_scope'],
  ])('is not issued for %s', async (payload, error) => {
    const { id, secret } = await client();
    const answer = await askToken(basic(id, secret), payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error, success: false });
  });

  it('is not issued for a body of another type', async () => {
    const { id, secret } = await client();
    const answer = await askToken(basic(id, secret), '{}', 'application/json');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request', success: false });
  });

  it('tells which scope it has where more was asked for, and has the known one without any', async () => {
    const { id, secret } = await client();
    const wide = await askToken(
      basic(id, secret),
      'grant_type=client_credentials&scope=everything+identity',
    );
    const bare = await askToken(basic(id, secret), 'grant_type=client_credentials');
    expect([wide, bare].map((answer) => answer.json<{ scope: string }>().scope)).toEqual([
      'identity',
      'identity',
    ]);
  });

  it('expires', async () => {
    const token = await issuedToken();
    later(3_599_000);
    expect((await get('/account', token)).statusCode).toBe(200);
    later(1_000);
    const answer = await get('/account', token);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(answer.json()).toEqual({
      error: expect.stringContaining('has expired') as string,
      success: false,
    });
  });

  it('ends with its key', async () => {
    const token = await issuedToken();
    const [key] = await store.keys.list();
    await store.keys.revoke(key?.id ?? '');
    expect((await get('/account', token)).statusCode).toBe(401);
  });

  it('without the scope opens nothing', async () => {
    const { id } = await client();
    const { token } = await accessTokens.issue(id, ['other']);
    expect((await get('/account', token)).statusCode).toBe(403);
  });

  it('is no API key', async () => {
    expect(await store.keys.verify(await issuedToken())).toBeUndefined();
  });
});

type Client = Awaited<ReturnType<typeof client>>;

describe('a request', () => {
  it('that comes too fast is told when to come again, and does not hold others up', async () => {
    const [one, other] = [(await client()).secret, (await client()).secret];
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await get('/account', one)).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await get('/account', one);
    expect(refused.headers['retry-after']).toBe('1');
    expect(refused.json()).toMatchObject({ success: false });
    expect((await get('/account', other)).statusCode).toBe(200);
    later();
    expect((await get('/account', one)).statusCode).toBe(200);
  });

  it('for tokens that comes too fast is refused', async () => {
    const { id, secret } = await client();
    const ask = () => askToken(basic(id, secret));
    const statuses = [await ask(), await ask(), await ask()].map(({ statusCode }) => statusCode);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=ten',
    'limit=-1',
    'limit=5&after=nobody',
    'after=001000000000001AAA',
    'page=2',
    'limit=1&limit=2',
  ])('for a page that is none is refused: %s', async (query) => {
    const answer = await get(`/salesforce_accounts?${query}`, (await client()).secret);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ success: false });
  });

  it('with a key of all organizations, or of one that is not served, is refused', async () => {
    for (const organization of [null, '00D000000000009AAA']) {
      const answer = await get('/account', (await client(organization)).secret);
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ success: false });
    }
  });

  it('to a place that ISVapp may have and this has not is answered in its form', async () => {
    const answer = await get('/salesforce_account_summary?key=isv_secret', await issuedToken());
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ success: false });
    expect(answer.body).not.toContain('isv_secret');
  });
});
