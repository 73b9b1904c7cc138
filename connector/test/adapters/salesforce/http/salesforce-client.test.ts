import { describe, expect, it } from 'vitest';
import { jsonBody, type ApiRequest } from '../../../../src/adapters/salesforce/http/api-request.ts';
import { heldInMemory } from '../../../../src/adapters/salesforce/http/held-credentials.ts';
import {
  salesforceClient,
  type SalesforceClient,
} from '../../../../src/adapters/salesforce/http/salesforce-client.ts';
import { signIn } from '../../../../src/adapters/salesforce/http/sign-in.ts';
import { openTransport } from '../../../../src/adapters/salesforce/http/transport.ts';
import { errorBody, scriptedOrg, token, type ScriptedOrg } from '../scripted-org.ts';

function open(org: ScriptedOrg): SalesforceClient & AsyncDisposable {
  const transport = openTransport({ timeoutMs: 5_000, throughProxy: false });
  const client = salesforceClient({
    clock: org.clock,
    transport,
    apiVersion: '66.0',
    signIn: () =>
      signIn({
        loginUrl: org.url,
        credentials: heldInMemory({
          kind: 'client-credentials',
          clientId: 'c',
          clientSecret: 's',
        }),
        allowLocalAddress: true,
        transport,
        clock: org.clock,
      }),
  });
  return { ...client, [Symbol.asyncDispose]: () => client.close() };
}

const get: ApiRequest = { purpose: 'read it', method: 'GET', path: '/limits' };
const post: ApiRequest = {
  purpose: 'write it',
  method: 'POST',
  path: '/sobjects/Thing',
  body: jsonBody({}),
};
const expired = {
  status: 401,
  json: errorBody('INVALID_SESSION_ID', 'Session expired or invalid'),
};

describe('a session that ended', () => {
  it('is renewed once and the request sent again, whatever its method', async () => {
    await using org = await scriptedOrg((request) =>
      request.headers.authorization?.endsWith('!T1') ? expired : { json: { fine: true } },
    );
    await using client = open(org);
    expect(await client.json(post)).toEqual({ fine: true });
    expect(org.tokenRequests).toHaveLength(2);
    expect(org.requests).toHaveLength(2);
    expect(org.clock.pausesMs).toEqual([]);
  });

  it('is not renewed for ever where a fresh token is refused as well', async () => {
    await using org = await scriptedOrg(() => expired);
    await using client = open(org);
    await expect(client.json(get)).rejects.toMatchObject({
      kind: 'connection',
      code: 'INVALID_SESSION_ID',
    });
    expect(org.tokenRequests).toHaveLength(2);
    expect(org.requests).toHaveLength(2);
  });

  it('is renewed once for requests that find it ended together', async () => {
    await using org = await scriptedOrg((request) =>
      request.headers.authorization?.endsWith('!T1') ? expired : { json: {} },
    );
    await using client = open(org);
    await Promise.all(Array.from({ length: 8 }, () => client.json(get)));
    expect(org.tokenRequests).toHaveLength(2);
  });

  it('is renewed again when the next one ends', async () => {
    const ended = new Set(['!T1', '!T2', '!T3']);
    let limit = 1;
    await using org = await scriptedOrg((request) => {
      const own = /!T\d+$/.exec(request.headers.authorization ?? '')?.[0] ?? '';
      return ended.has(own) && Number(own.slice(2)) <= limit ? expired : { json: {} };
    });
    await using client = open(org);
    for (limit = 1; limit <= 3; limit += 1) await client.json(get);
    expect(org.tokenRequests).toHaveLength(4);
  });

  it('is not replaced by one of another organization', async () => {
    await using org = await scriptedOrg(
      () => expired,
      (_, nth) =>
        nth === 1
          ? {}
          : {
              json: {
                ...(token(org.url, nth).json as object),
                id: `${org.url}/id/00D5g000009ZzzZEAS/0055g00000AbcdeAAA`,
              },
            },
    );
    await using client = open(org);
    await expect(client.json(get)).rejects.toMatchObject({ code: 'WRONG_ORGANIZATION' });
  });
});

describe('a request that fails in passing', () => {
  it('is sent again after growing pauses', async () => {
    await using org = await scriptedOrg((_, nth) =>
      nth < 5 ? { status: 503, text: 'down' } : { json: { fine: true } },
    );
    await using client = open(org);
    expect(await client.json(get)).toEqual({ fine: true });
    expect(org.clock.pausesMs).toHaveLength(4);
    for (const pauseMs of org.clock.pausesMs) expect(pauseMs).toBeLessThanOrEqual(30_000);
  });

  it('is given up after five attempts', async () => {
    await using org = await scriptedOrg(() => ({ status: 503, text: 'down' }));
    await using client = open(org);
    await expect(client.json(get)).rejects.toMatchObject({ kind: 'transient', code: 'HTTP_503' });
    expect(org.requests).toHaveLength(5);
  });

  it('waits as long as Salesforce asks', async () => {
    await using org = await scriptedOrg((_, nth) =>
      nth === 1 ? { status: 503, text: '', headers: { 'retry-after': '40' } } : { json: {} },
    );
    await using client = open(org);
    await client.json(get);
    expect(org.clock.pausesMs).toEqual([40_000]);
  });

  it.each(['unanswered', 'midway'] as const)(
    'is sent again when the connection broke %s',
    async (drop) => {
      await using org = await scriptedOrg((_, nth) =>
        nth === 1 ? { drop, json: { half: true } } : { json: { fine: true } },
      );
      await using client = open(org);
      expect(await client.json(get)).toEqual({ fine: true });
      expect(org.requests).toHaveLength(2);
    },
  );

  it.each([
    ['the connection broke', { drop: 'unanswered' }],
    ['Salesforce was down', { status: 503, text: 'down' }],
  ] as const)('is not sent twice where twice is not once, when %s', async (_, reply) => {
    await using org = await scriptedOrg(() => reply);
    await using client = open(org);
    await expect(client.json(post)).rejects.toMatchObject({ kind: 'transient' });
    expect(org.requests).toHaveLength(1);
  });

  it('is sent again whatever it is where Salesforce did nothing', async () => {
    const busy = errorBody('REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests Limit exceeded.');
    await using org = await scriptedOrg((_, nth) =>
      nth < 3 ? { status: 403, json: busy } : { json: { fine: true } },
    );
    await using client = open(org);
    expect(await client.json(post)).toEqual({ fine: true });
  });

  it('is told to have timed out when Salesforce stays silent', async () => {
    await using org = await scriptedOrg(() => ({ json: {} }));
    await using silent = await silentServer();
    const transport = openTransport({ timeoutMs: 50, throughProxy: false });
    const session = { accessToken: 't', instanceUrl: silent.url, organizationId: 'o' };
    const slow = salesforceClient({
      clock: org.clock,
      transport,
      apiVersion: '66.0',
      signIn: () => Promise.resolve(session),
    });
    await expect(slow.json(post)).rejects.toMatchObject({
      kind: 'transient',
      code: 'CONNECTION_LOST',
      message: expect.stringContaining('UND_ERR_HEADERS_TIMEOUT') as string,
    });
    await slow.close();
  });
});

describe('a request that is refused', () => {
  it.each([
    [403, errorBody('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'quota'],
    [400, errorBody('MALFORMED_QUERY', 'unexpected token'), 'request'],
  ])('is not sent again (%i)', async (status, json, kind) => {
    await using org = await scriptedOrg(() => ({ status, json }));
    await using client = open(org);
    await expect(client.json(get)).rejects.toMatchObject({ kind });
    expect(org.requests).toHaveLength(1);
  });

  it('is refused plainly where a page of HTML answers with success', async () => {
    await using org = await scriptedOrg(() => ({ text: '<html>Welcome to the proxy</html>' }));
    await using client = open(org);
    await expect(client.json(get)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });

  it('does not follow a redirect with the token', async () => {
    await using org = await scriptedOrg(() => ({
      status: 302,
      headers: { location: 'https://evil.example.org/' },
    }));
    await using client = open(org);
    await expect(client.json(get)).rejects.toMatchObject({ kind: 'request', code: 'HTTP_302' });
    expect(org.requests).toHaveLength(1);
  });
});

describe('the account of the allowance', () => {
  it('is what the newest answer told, refusals included', async () => {
    await using org = await scriptedOrg((_, nth) => ({
      status: nth === 2 ? 400 : 200,
      json: {},
      headers: { 'sforce-limit-info': `api-usage=${nth + 100}/15000; api-bursts=1/750` },
    }));
    await using client = open(org);
    expect(client.usage()).toBeUndefined();
    await client.json(get);
    expect(client.usage()).toEqual({ used: 101, limit: 15_000 });
    await client.json(get).catch(() => undefined);
    expect(client.usage()).toEqual({ used: 102, limit: 15_000 });
  });

  it('counts every request but those for tokens', async () => {
    await using org = await scriptedOrg((_, nth) =>
      nth === 1 ? { drop: 'unanswered' } : { json: {} },
    );
    await using client = open(org);
    await client.json(get);
    await client.json(post);
    expect(client.requestCount()).toBe(3);
    expect(org.requests).toHaveLength(3);
  });
});

describe('a body', () => {
  it('is compressed where it is long, and read back compressed', async () => {
    await using org = await scriptedOrg(() => ({ json: { text: 'x'.repeat(10_000) } }));
    await using client = open(org);
    const value = { text: 'é'.repeat(10_000) };
    expect(await client.json({ ...post, body: jsonBody(value) })).toEqual({
      text: 'x'.repeat(10_000),
    });
    expect(org.requests[0]?.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(org.requests[0]?.body ?? '')).toEqual(value);
  });

  it('travels as it is where it is short', async () => {
    await using org = await scriptedOrg(() => ({ json: {} }));
    await using client = open(org);
    await client.json({ ...post, body: jsonBody({ a: 1 }) });
    expect(org.requests[0]?.headers['content-encoding']).toBeUndefined();
  });

  it('of CSV travels as it is, piece by piece, and anew on each attempt', async () => {
    await using org = await scriptedOrg((_, nth) =>
      nth === 1 ? { status: 429 } : { status: 201 },
    );
    await using client = open(org);
    const content = () => ['Id,MAU__c\n', 'x'.repeat(10_000)];
    await client.json({ ...post, method: 'PUT', body: { contentType: 'text/csv', content } });
    expect(org.requests[1]?.body).toBe(`Id,MAU__c\n${'x'.repeat(10_000)}`);
    expect(org.requests[1]?.headers['content-encoding']).toBeUndefined();
  });
});

async function silentServer(): Promise<{ url: string } & AsyncDisposable> {
  const { createServer } = await import('node:net');
  const server = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
