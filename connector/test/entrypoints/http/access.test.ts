import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asker, organizationId, otherOrganizationId, StandIn } from './stand-in.ts';

let standIn: StandIn;
let app: FastifyInstance;
beforeEach(async () => {
  standIn = new StandIn();
  app = await standIn.app();
});
afterEach(() => app.close());

const routes = [
  ['GET', '/v1/status'],
  ['GET', '/v1/directory'],
  ['GET', '/v1/explain?accountId=001000000000001AAA'],
  ['POST', '/v1/preview'],
  ['POST', '/v1/runs/run-1/retry'],
] as const;

describe('an API key', () => {
  it('tells which organization the answers are about', async () => {
    const answer = await asker(app, await standIn.tokenOf('read'))('/v1/status');
    expect(answer.json()).toEqual({ version: '1.2.3', organizationId });
  });

  it.each(routes)('is asked for by %s %s', async (method, url) => {
    for (const authorization of [undefined, '', 'Bearer', 'Bearer isv_0_x', 'Basic aXN2Og==']) {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await app.inject({ method, url, headers });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.json()).toMatchObject({ status: 401, title: 'No valid API key' });
    }
  });

  it('holds no longer than until it is revoked', async () => {
    const ask = asker(app, await standIn.tokenOf('read'));
    expect((await ask('/v1/status')).statusCode).toBe(200);
    const [key] = await standIn.store.keys.list();
    await standIn.store.keys.revoke(key?.id ?? '');
    expect((await ask('/v1/status')).statusCode).toBe(401);
  });

  it('with a secret of another key is refused', async () => {
    const [one, other] = [await standIn.tokenOf('read'), await standIn.tokenOf('admin')];
    const forged = one.slice(0, -43) + other.slice(-43);
    expect((await asker(app, forged)('/v1/status')).statusCode).toBe(401);
  });

  it('to read may not start a run', async () => {
    const body = { errorCode: null, mapping: null, field: null };
    const request = { method: 'POST', payload: body } as const;
    const refused = await asker(app, await standIn.tokenOf('read'))('/v1/runs/r/retry', request);
    expect(refused.statusCode).toBe(403);
    expect(refused.json<{ detail: string }>().detail).toContain('needs operate');
    expect(standIn.retries).toEqual([]);
    const done = await asker(app, await standIn.tokenOf('operate'))('/v1/runs/r/retry', request);
    expect([done.statusCode, done.json()]).toEqual([202, { runKey: 'new-run', accounts: 3 }]);
    expect(standIn.retries).toEqual([['r', { ...body, massChangeApproved: false }]]);
  });

  it('of an organization that is not served here is refused', async () => {
    const token = await standIn.tokenOf('admin', otherOrganizationId);
    const answer = await asker(app, token)('/v1/directory');
    expect(answer.statusCode).toBe(403);
    expect(answer.json<{ detail: string }>().detail).toContain(otherOrganizationId);
  });
});

describe('without a key', () => {
  it('the process tells that it lives and is ready', async () => {
    expect((await app.inject('/livez')).json()).toEqual({ status: 'ok' });
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ok' });
    standIn.checkReady = () => Promise.reject(new Error('postgres://user:secret@host is gone'));
    const answer = await app.inject('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('secret');
    expect((await app.inject('/livez')).statusCode).toBe(200);
  });

  it('the API is described, each route with its answers', async () => {
    const document = (await app.inject('/openapi.json')).json<{
      openapi: string;
      paths: Record<string, Record<string, { operationId?: string; responses: object }>>;
    }>();
    expect(document.openapi).toMatch(/^3\.1/);
    const paths = Object.keys(document.paths);
    expect(paths).toEqual(expect.arrayContaining(['/livez', '/readyz', '/v1/organizations']));
    // What is about one organization is there for that of a key and for one that is named.
    const named = '/v1/organizations/{organizationId}/';
    for (const part of ['status', 'directory', 'preview', 'runs/{runKey}/retry', 'explain'])
      expect(paths).toEqual(expect.arrayContaining([`/v1/${part}`, named + part]));
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
      expect(operation.operationId).toBeTruthy();
      expect(operation.responses).not.toEqual({});
    }
    const page = await app.inject('/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
  });
});

describe('every answer', () => {
  it('has the headers that browsers heed, and opens the API to no other site', async () => {
    for (const url of ['/livez', '/v1/status', '/nowhere']) {
      const { headers } = await app.inject({ url, headers: { origin: 'https://evil.example' } });
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy':
          "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'origin-agent-cluster': '?1',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-dns-prefetch-control': 'off',
        'x-download-options': 'noopen',
        'x-frame-options': 'SAMEORIGIN',
        'x-permitted-cross-domain-policies': 'none',
        'x-xss-protection': '0',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('to too many requests says when to come again', async () => {
    const busy = await standIn.app(2);
    const statuses = [];
    for (let index = 0; index < 3; index += 1)
      statuses.push((await busy.inject('/v1/status')).statusCode);
    expect(statuses).toEqual([401, 401, 429]);
    const answer = await busy.inject('/v1/status');
    expect(answer.headers['retry-after']).toBeDefined();
    expect(answer.json()).toMatchObject({ status: 429, title: 'Too many requests' });
    await busy.close();
  });

  const proxies = ['10.0.0.1', '10.1.0.0/16'];
  it.each([
    ['clients of a trusted proxy', proxies, '10.0.0.1', ['192.0.2.1', '192.0.2.2'], 200],
    [
      'clients of a proxy in a trusted network',
      proxies,
      '10.1.9.9',
      ['192.0.2.1', '192.0.2.2'],
      200,
    ],
    ['one client of a trusted proxy', proxies, '10.0.0.1', ['192.0.2.1', '192.0.2.1'], 429],
    [
      'a client that names itself to a trusted proxy',
      proxies,
      '10.0.0.1',
      ['192.0.2.7, 192.0.2.1', '192.0.2.8, 192.0.2.1'],
      429,
    ],
    ['somebody else who says to be a proxy', proxies, '192.0.2.9', ['192.0.2.1', '192.0.2.2'], 429],
    ['clients of a proxy where none is trusted', [], '10.0.0.1', ['192.0.2.1', '192.0.2.2'], 429],
  ])('to %s counts by who it is', async (_, trusted, remoteAddress, clients, status) => {
    const key = await standIn.tokenOf('read');
    const busy = await standIn.app(1, undefined, trusted);
    const statuses = [];
    for (const client of clients) {
      const headers = { authorization: `Bearer ${key}`, 'x-forwarded-for': client };
      statuses.push((await busy.inject({ url: '/v1/status', headers, remoteAddress })).statusCode);
    }
    expect(statuses).toEqual([200, status]);
    await busy.close();
  });

  it.each([
    ['/v1/%zz', 400],
    ['/docs/..%2f..%2fpackage.json', 404],
    ['/docs/static/..%2f..%2fpackage.json', 404],
  ])('to %s, which is no place of the API, is a problem document', async (url, status) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status });
  });

  it('to an unknown route is a problem document that repeats no query', async () => {
    const answer = await app.inject('/v2/status?key=isv_secret');
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).not.toContain('isv_secret');
  });
});
