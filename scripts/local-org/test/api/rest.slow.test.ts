import { gzipSync } from 'node:zlib';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalOrg } from '../../start.ts';
import { signedInOrg, signIn, type SignedInOrg } from './signed-in-org.ts';

let org: SignedInOrg;
let accountId: string;

beforeAll(async () => {
  org = await signedInOrg();
  [accountId = ''] = org.addAccounts(1);
});

afterAll(() => org.close());

describe('the addresses', () => {
  it('list the versions to everybody, without a usage header', async () => {
    const { status, json, headers } = await org.call('GET', '/services/data', { token: '' });
    expect(status).toBe(200);
    expect((json as unknown[]).at(-1)).toEqual({
      label: "Summer '26",
      url: '/services/data/v67.0',
      version: '67.0',
    });
    expect(headers.has('sforce-limit-info')).toBe(false);
  });

  it('lead from a version to its resources and the caller', async () => {
    const { json } = await org.call('GET', '/services/data/v50.0');
    expect(json).toMatchObject({
      sobjects: '/services/data/v50.0/sobjects',
      query: '/services/data/v50.0/query',
      identity: `${org.url}/id/${org.org.organizationId}/${org.org.administratorId}`,
    });
  });

  it.each([
    '//services/data/v62.0/limits',
    '/services/data/v62.0/limits/',
    '//services//data//v62.0/limits//',
  ])('may double slashes and end in one: %s', async (path) => {
    const answer = await fetch(org.url + path, {
      headers: { authorization: `Bearer ${org.token}` },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.has('sforce-limit-info')).toBe(true);
  });

  it.each([
    [
      '/services/data/v44.0/limits',
      'GET',
      404,
      'NOT_FOUND',
      'The requested resource does not exist',
    ],
    ['/nothing', 'GET', 404, 'NOT_FOUND', 'The requested resource does not exist'],
    [
      '/tooling/sobjects/SourceMember/describe',
      'GET',
      404,
      'NOT_FOUND',
      'The requested resource does not exist',
    ],
    [
      '/sobjects/Nothing__c/describe',
      'GET',
      404,
      'NOT_FOUND',
      'The requested resource does not exist',
    ],
    [
      '/limits',
      'DELETE',
      405,
      'METHOD_NOT_ALLOWED',
      "HTTP Method 'DELETE' not allowed. Allowed are GET,HEAD",
    ],
    [
      '/sobjects/Account/001Lo0000000000AAA',
      'PUT',
      405,
      'METHOD_NOT_ALLOWED',
      "HTTP Method 'PUT' not allowed. Allowed are DELETE,GET,HEAD,PATCH",
    ],
  ])('refuse %s to %s', async (path, method, status, errorCode, message) => {
    const answer = await org.call(method, path);
    expect([answer.status, answer.json]).toEqual([status, [{ message, errorCode }]]);
  });

  it('refuse an address longer than 16,384 bytes in HTML', async () => {
    const soql = `SELECT Id FROM Account WHERE Name = '${'x'.repeat(16_400)}'`;
    const answer = await org.call('GET', `/query?q=${encodeURIComponent(soql)}`);
    expect([answer.status, answer.text]).toEqual([
      414,
      '<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>',
    ]);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it('refuse headers that make it longer than that together', async () => {
    const answer = await org.call('GET', '/limits', { headers: { 'x-note': 'x'.repeat(16_384) } });
    expect(answer.status).toBe(431);
  });
});

describe('the wire', () => {
  it('packs answers when asked to, and unpacks requests', async () => {
    const packed = await new Promise<{ encoding: string | undefined; bytes: number }>(
      (resolve, reject) => {
        const headers = { authorization: `Bearer ${org.token}`, 'accept-encoding': 'gzip' };
        request(
          `${org.url}/services/data/v62.0/sobjects/Account/describe`,
          { headers },
          (response) => {
            let bytes = 0;
            response.on('data', (piece: Buffer) => (bytes += piece.length));
            response.on('end', () => {
              resolve({ encoding: response.headers['content-encoding'], bytes });
            });
          },
        )
          .on('error', reject)
          .end();
      },
    );
    const plain = await org.call('GET', '/sobjects/Account/describe', {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(packed.encoding).toBe('gzip');
    expect(packed.bytes).toBeLessThan(plain.text.length / 4);

    const created = await org.call('POST', '/sobjects/Account', {
      body: new Uint8Array(gzipSync(JSON.stringify({ Name: 'Packed' }))),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    });
    expect(created.status).toBe(201);
  });

  it('refuses JSON that is none, and content nobody reads', async () => {
    const broken = await org.call('POST', '/sobjects/Account', {
      body: '{"Name": }',
      headers: { 'content-type': 'application/json' },
    });
    expect([broken.status, (broken.json as { errorCode: string }[])[0]?.errorCode]).toEqual([
      400,
      'JSON_PARSER_ERROR',
    ]);
    const yaml = await org.call('POST', '/sobjects/Account', {
      body: 'Name: x',
      headers: { 'content-type': 'application/yaml' },
    });
    expect([yaml.status, (yaml.json as { errorCode: string }[])[0]?.errorCode]).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
  });

  it('keeps connections open for longer than clients wait between polls', async () => {
    const keepAlive = await new Promise<unknown>((resolve, reject) => {
      request(`${org.url}/services/data`, { headers: { connection: 'keep-alive' } }, (answer) => {
        answer.resume();
        resolve(answer.headers['keep-alive']);
      })
        .on('error', reject)
        .end();
    });
    expect(keepAlive).toBe('timeout=75');
  });

  it('says on each answer how many calls were used', async () => {
    const used = async () => {
      const { headers } = await org.call('GET', '/nothing');
      return Number(/^api-usage=(\d+)\/15000$/.exec(headers.get('sforce-limit-info') ?? '')?.[1]);
    };
    const first = await used();
    expect(await used()).toBe(first + 1);
  });

  it('is this machine only', async () => {
    await expect(startLocalOrg({ host: '0.0.0.0' })).rejects.toThrow(
      'listens on this machine only',
    );
  });
});

describe('describe', () => {
  it('lists the objects with their addresses', async () => {
    const { json } = await org.call('GET', '/sobjects');
    const { sobjects } = json as { sobjects: { name: string; urls: object }[] };
    expect(sobjects.find(({ name }) => name === 'Account')?.urls).toEqual({
      sobject: '/services/data/v62.0/sobjects/Account',
      describe: '/services/data/v62.0/sobjects/Account/describe',
      rowTemplate: '/services/data/v62.0/sobjects/Account/{ID}',
    });
  });

  it('knows the deployed field, whatever the case of the object', async () => {
    const { json } = await org.call('GET', '/sobjects/account/describe');
    const { fields } = json as { fields: Record<string, unknown>[] };
    expect(fields.find(({ name }) => name === 'MAU__c')).toMatchObject({
      type: 'double',
      precision: 18,
      scale: 0,
      updateable: true,
      nillable: true,
    });
  });

  it('gives the head alone', async () => {
    const { json } = await org.call('GET', '/sobjects/Account');
    expect(json).toMatchObject({
      objectDescribe: { name: 'Account', keyPrefix: '001' },
      recentItems: [],
    });
  });
});

describe('a user without permissions', () => {
  it('signs in and finds that nothing exists', async () => {
    const administrator = org.org.asUser(org.org.administratorId);
    const profile = [
      ...administrator.query(
        "SELECT Id FROM Profile WHERE Name = 'Minimum Access - API Only Integrations'",
      ).rows,
    ][0]?.[0];
    const username = 'integration@example.com';
    const { success, errors } = administrator.insert('User', {
      Username: username,
      LastName: 'Integration',
      Email: username,
      Alias: 'integr',
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
      ProfileId: profile,
    });
    expect(success, JSON.stringify(errors)).toBe(true);
    const { access_token: token } = await signIn(org, username);
    const described = await org.call('GET', '/sobjects/Account/describe', { token });
    expect([described.status, described.json]).toMatchObject([404, [{ errorCode: 'NOT_FOUND' }]]);
    const queried = await org.call('GET', '/query?q=SELECT+Id+FROM+Account', { token });
    expect([queried.status, queried.json]).toMatchObject([400, [{ errorCode: 'INVALID_TYPE' }]]);
    const job = { object: 'Account', operation: 'update' };
    const refused = await org.call('POST', '/jobs/ingest', { token, body: job });
    expect([refused.status, refused.json]).toMatchObject([400, [{ errorCode: 'INVALIDENTITY' }]]);
  });
});

describe('a record', () => {
  it('is created, read, changed and deleted', async () => {
    const created = await org.call('POST', '/sobjects/Account', {
      body: { Name: 'Acme', NumberOfEmployees: '12' },
    });
    const { id } = created.json as { id: string };
    expect([created.status, created.json]).toEqual([201, { id, success: true, errors: [] }]);
    expect(created.headers.get('location')).toBe(`/services/data/v62.0/sobjects/Account/${id}`);

    const read = await org.call(
      'GET',
      `/sobjects/Account/${id.slice(0, 15)}?fields=Name,NumberOfEmployees`,
    );
    expect(read.json).toEqual({
      attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${id}` },
      Name: 'Acme',
      NumberOfEmployees: 12,
    });

    const changed = await org.call('PATCH', `/sobjects/Account/${id}`, {
      body: { NumberOfEmployees: null },
    });
    expect([changed.status, changed.text]).toEqual([204, '']);

    const deleted = await org.call('DELETE', `/sobjects/Account/${id}`, {
      headers: { 'content-type': 'application/json' },
    });
    expect(deleted.status).toBe(204);
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const gone = await org.call(
        method,
        `/sobjects/Account/${id}`,
        method === 'PATCH' ? { body: { Name: 'x' } } : {},
      );
      expect([gone.status, gone.json]).toMatchObject([
        404,
        [{ errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' }],
      ]);
    }
  });

  it.each([
    ['GET', undefined],
    ['PATCH', { Name: 'x' }],
    ['DELETE', undefined],
  ])('that never was is not found by %s', async (method, body) => {
    const answer = await org.call(method, '/sobjects/Account/001Lo00000zzzzz', { body });
    expect([answer.status, answer.json]).toMatchObject([404, [{ errorCode: 'NOT_FOUND' }]]);
  });

  it.each([
    ['without what it needs', { Phone: '1' }, 'REQUIRED_FIELD_MISSING', ['Name']],
    ['with a field there is none of', { Name: 'x', Nope__c: 1 }, 'INVALID_FIELD', []],
    [
      'with a field nobody may write',
      { Name: 'x', CreatedDate: '2026-01-01T00:00:00Z' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      ['CreatedDate'],
    ],
  ])('is not created %s', async (_name, body, errorCode, fields) => {
    const answer = await org.call('POST', '/sobjects/Account', { body });
    expect([answer.status, answer.json]).toEqual([
      400,
      [{ message: expect.any(String) as string, errorCode, fields }],
    ]);
  });

  it('does not take its own id in the body', async () => {
    const answer = await org.call('PATCH', `/sobjects/Account/${accountId}`, {
      body: { Id: accountId, Name: 'x' },
    });
    expect([answer.status, answer.json]).toEqual([
      400,
      [
        {
          message: 'The Id field should not be specified in the sobject data.',
          errorCode: 'INVALID_FIELD',
        },
      ],
    ]);
  });
});

describe('an external id', () => {
  it('creates, then updates the same record', async () => {
    const created = await org.call('PATCH', '/sobjects/Account/Key__c/up%2F1', {
      body: { Name: 'Upserted' },
    });
    expect([created.status, created.json]).toMatchObject([
      201,
      { success: true, errors: [], created: true },
    ]);
    const updated = await org.call('PATCH', '/sobjects/Account/Key__c/up%2F1', {
      body: { MAU__c: 7 },
    });
    expect([updated.status, updated.json]).toMatchObject([200, { success: true, created: false }]);
    const read = await org.call('GET', '/sobjects/Account/Key__c/up%2F1?fields=Name,MAU__c');
    expect(read.json).toMatchObject({ Name: 'Upserted', MAU__c: 7 });
  });

  it('says nothing about updates to versions before 46', async () => {
    await org.call('PATCH', '/services/data/v45.0/sobjects/Account/Key__c/old', {
      body: { Name: 'Old' },
    });
    const answer = await org.call('PATCH', '/services/data/v45.0/sobjects/Account/Key__c/old', {
      body: { Name: 'O' },
    });
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it('creates nothing with updateOnly', async () => {
    const answer = await org.call('PATCH', '/sobjects/Account/Key__c/none?updateOnly=true', {
      body: { Name: 'x' },
    });
    expect([answer.status, answer.json]).toMatchObject([404, [{ errorCode: 'NOT_FOUND' }]]);
  });

  it('answers 300 with the records that share it', async () => {
    for (const name of ['One', 'Two'])
      await org.call('POST', '/sobjects/Account', { body: { Name: name, Region__c: 'EU' } });
    const answer = await org.call('PATCH', '/sobjects/Account/Region__c/EU', {
      body: { Name: 'x' },
    });
    expect(answer.status).toBe(300);
    expect(answer.json).toEqual([
      expect.stringMatching(/^\/services\/data\/v62\.0\/sobjects\/Account\/001\w{15}$/) as string,
      expect.stringMatching(/^\/services\/data\/v62\.0\/sobjects\/Account\/001\w{15}$/) as string,
    ]);
    expect((await org.call('GET', '/sobjects/Account/Region__c/EU')).status).toBe(300);
  });

  it('that is part of a query is a value, not a query', async () => {
    const answer = await org.call(
      'GET',
      `/sobjects/Account/Key__c/${encodeURIComponent("x' OR Name != '")}`,
    );
    expect(answer.status).toBe(404);
    const field = await org.call(
      'GET',
      `/sobjects/Account/${encodeURIComponent('Name FROM Account WHERE Name')}/x`,
    );
    expect(field.status).toBe(404);
  });
});

describe('limits', () => {
  it('count what was used', async () => {
    const { json } = await org.call('GET', '/limits');
    const { DailyApiRequests } = json as { DailyApiRequests: { Max: number; Remaining: number } };
    expect(DailyApiRequests).toEqual({ Max: 15_000, Remaining: org.apiUsage.remaining });
  });
});
