import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrgError } from '../../../src/domain/org-error.ts';
import { StoreAway } from '../../../src/domain/store-away.ts';
import { asker, organizationId, otherOrganizationId, StandIn } from './stand-in.ts';

let standIn: StandIn;
let app: FastifyInstance;
beforeEach(async () => {
  standIn = new StandIn();
  await standIn.connect();
  app = await standIn.app();
});
afterEach(() => app.close());

const operator = async (scope: 'read' | 'operate' | 'admin' = 'admin') =>
  asker(app, await standIn.tokenOf(scope, null));
const named = `/v1/organizations/${organizationId}`;
const secret = {
  kind: 'client-credentials',
  clientId: '3MVG9',
  clientSecret: 'hush-hush',
} as const;
const connection = { instanceUrl: 'https://acme.my.salesforce.com', secret };

interface Entry {
  readonly action: string;
  readonly organizationId: string | null;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly details: Readonly<Record<string, unknown>>;
}
const audited = async (): Promise<readonly Entry[]> =>
  (await (await operator())('/v1/audit')).json<{ entries: readonly Entry[] }>().entries;

describe('a key of all organizations', () => {
  it('asks for the one that is named, by either spelling of its id', async () => {
    const id = '00D000000000001EAA';
    await standIn.connect(id);
    const ask = await operator('read');
    for (const spelling of [id, id.slice(0, 15)])
      expect((await ask(`/v1/organizations/${spelling}/status`)).json()).toMatchObject({
        organizationId: id,
      });
  });

  it('has to name one', async () => {
    const answer = await (await operator())('/v1/status');
    expect(answer.statusCode).toBe(403);
    expect(answer.json<{ detail: string }>().detail).toContain(
      '/v1/organizations/{organizationId}',
    );
  });

  it.each([
    otherOrganizationId,
    '..%2f..%2fetc%2fpasswd',
    '%00',
    "'%20or%20''='",
    '00D000000000001AAA%0d%0aX-Owned:%201',
    'x'.repeat(200),
  ])('finds no organization "%s"', async (id) => {
    const answer = await (await operator())(`/v1/organizations/${id}/directory`);
    expect([400, 404]).toContain(answer.statusCode);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers).not.toHaveProperty('x-owned');
  });

  it('holds until it expires or is revoked', async () => {
    const request = {
      organizationId: null,
      name: 'old',
      scope: 'admin',
      expiresAt: new Date(0),
    } as const;
    const { token } = await standIn.store.keys.issue(request);
    expect((await asker(app, token)('/v1/organizations')).statusCode).toBe(401);
  });
});

describe('a key of one organization', () => {
  it('also reaches it by its name, and no other', async () => {
    const ask = asker(app, await standIn.tokenOf('admin'));
    expect((await ask(`${named}/status`)).statusCode).toBe(200);
    await standIn.connect(otherOrganizationId);
    for (const part of ['/status', '/runs', '/directory', ''])
      expect((await ask(`/v1/organizations/${otherOrganizationId}${part}`)).statusCode).toBe(403);
  });

  it.each(['/v1/organizations', '/v1/audit'])('is not asked about all of them: %s', async (url) => {
    const answer = await asker(app, await standIn.tokenOf('admin'))(url);
    expect(answer.statusCode).toBe(403);
    expect(answer.json<{ detail: string }>().detail).toContain('--all-organizations');
  });
});

describe('scopes', () => {
  it.each([
    ['POST', `${named}/runs`, 'operate'],
    ['POST', `${named}/runs/r/cancel`, 'operate'],
    ['POST', `${named}/pause`, 'operate'],
    ['POST', `${named}/resume`, 'operate'],
    ['POST', `${named}/test`, 'operate'],
    ['POST', '/v1/organizations', 'admin'],
    ['PUT', `${named}/connection`, 'admin'],
    ['DELETE', named, 'admin'],
    ['POST', '/v1/encryption/renewals', 'admin'],
    ['GET', '/v1/audit', 'admin'],
  ] as const)('%s %s asks for %s', async (method, url, needed) => {
    const below = needed === 'admin' ? 'operate' : 'read';
    const answer = await (await operator(below))(url, { method });
    expect(answer.statusCode).toBe(403);
    expect(answer.json<{ detail: string }>().detail).toContain(`needs ${needed}`);
    expect(await audited()).toEqual([]);
  });
});

describe('the organizations', () => {
  it('are forgotten where Salesforce is not told, too, and whoever asked is', async () => {
    standIn.own = {
      remove: (id) =>
        Promise.resolve({ organizationId: id, access: 'not-revoked', problem: 'It is away.' }),
    };
    const app2 = await standIn.app();
    const ask = asker(app2, await standIn.tokenOf('admin', null));
    const removed = await ask(named, { method: 'DELETE' });
    expect([removed.statusCode, removed.json()]).toMatchObject([200, { problem: 'It is away.' }]);
    expect(await audited()).toMatchObject([
      { action: 'organization.remove', organizationId, details: { access: 'not-revoked' } },
    ]);
    await app2.close();
  });

  it('are listed in pages', async () => {
    for (let number = 10; number < 15; number += 1)
      await standIn.connect(`00D0000000000${number}AAA`);
    const ask = await operator('read');
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await ask(`/v1/organizations?limit=2${cursor && `&cursor=${cursor}`}`);
      const page: { organizations: { organizationId: string }[]; nextCursor: string | null } =
        answer.json();
      expect(answer.body).not.toMatch(/hush|secret/i);
      ids.push(...page.organizations.map((each) => each.organizationId));
      cursor = page.nextCursor;
    }
    expect(ids).toHaveLength(6);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('are paused and go on, which is audited with the key that did it', async () => {
    const ask = await operator('operate');
    const paused = await ask(`${named}/pause`, { method: 'POST' });
    expect([paused.statusCode, paused.json()]).toMatchObject([200, { isPaused: true }]);
    expect((await standIn.store.organizations.find(organizationId))?.isPaused).toBe(true);
    await ask(`${named}/resume`, { method: 'POST' });
    expect(await audited()).toMatchObject([
      { action: 'organization.resume', organizationId },
      { action: 'organization.pause', actor: { kind: 'api-key', name: 'a operate key' } },
    ]);
  });

  it('are added with a secret that is never told again', async () => {
    const ask = await operator();
    const payload = { ...connection, expectedOrganizationId: organizationId };
    const added = await ask('/v1/organizations', { method: 'POST', payload });
    expect([added.statusCode, added.json()]).toMatchObject([201, { organizationId }]);
    expect(standIn.added).toMatchObject([{ ...payload, allowLocalAddress: false }]);
    const everything = [added.body, JSON.stringify(await audited())];
    everything.push((await ask(named)).body, (await ask('/v1/organizations')).body);
    expect(everything.join('')).not.toContain('hush-hush');
    expect(await audited()).toMatchObject([{ action: 'organization.add', organizationId }]);
  });

  it.each([
    ['connection', 422],
    ['request', 422],
    ['permission', 422],
    ['transient', 503],
    ['quota', 503],
  ] as const)('are refused where the org answers with %s', async (kind, status) => {
    standIn.own = { add: () => Promise.reject(new OrgError(kind, 'X', 'It does not let us in.')) };
    const app2 = await standIn.app();
    const ask = asker(app2, await standIn.tokenOf('admin', null));
    for (const [method, url] of [
      ['POST', '/v1/organizations'],
      ['PUT', `${named}/connection`],
    ] as const) {
      const answer = await ask(url, { method, payload: connection });
      expect(answer.json()).toMatchObject({ status, detail: 'It does not let us in.' });
    }
    await app2.close();
    expect(await audited()).toEqual([]);
  });

  it('are to be added later where the database does not answer, whose words stay in the log', async () => {
    const reason = new StoreAway(new Error('No space left on /var/lib/isvapp.'));
    standIn.own = { add: () => Promise.reject(reason) };
    const app2 = await standIn.app();
    const ask = asker(app2, await standIn.tokenOf('admin', null));
    const answer = await ask('/v1/organizations', { method: 'POST', payload: connection });
    expect(answer.json()).toMatchObject({ status: 503, title: 'The database does not answer' });
    expect(answer.body).not.toContain('/var/lib');
    await app2.close();
  });

  it.each(['no-encryption-key', 'local-not-allowed'] as const)(
    'say what to set: %s',
    async (refusal) => {
      standIn.own = { add: () => Promise.resolve(refusal) };
      const app2 = await standIn.app();
      const ask = asker(app2, await standIn.tokenOf('admin', null));
      const answer = await ask('/v1/organizations', { method: 'POST', payload: connection });
      expect([409, 422]).toContain(answer.statusCode);
      expect(answer.json<{ detail: string }>().detail).toMatch(
        /ENCRYPTION_KEY|SALESFORCE_ALLOW_LOCAL/,
      );
      await app2.close();
    },
  );

  it.each([
    {},
    { ...connection, instanceUrl: 'file:///etc/passwd' },
    { ...connection, secret: { ...secret, kind: 'password' } },
    { ...connection, secret: { ...secret, clientSecret: 'a\r\nb' } },
    {
      ...connection,
      secret: { kind: 'jwt', clientId: 'x', username: 'u@x', privateKeyPem: 'no key' },
    },
    { ...connection, expectedOrganizationId: '001000000000001AAA' },
    { ...connection, stray: true },
    [],
    null,
  ])('are not added by a body that is malformed: %j', async (payload) => {
    const answer = await (
      await operator()
    )('/v1/organizations', {
      method: 'POST',
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('hush-hush');
    expect(standIn.added).toEqual([]);
  });

  it('are not added by a body that is too large, or none', async () => {
    const ask = await operator();
    const headers = { 'content-type': 'application/json' };
    const large = JSON.stringify({ ...connection, stray: 'x'.repeat(70_000) });
    const post = (payload: string) =>
      ask('/v1/organizations', { method: 'POST', payload, headers });
    expect((await post(large)).statusCode).toBe(413);
    expect((await post('{"instanceUrl":')).statusCode).toBe(400);
    expect((await post('')).statusCode).toBe(400);
    expect(standIn.added).toEqual([]);
  });

  it('get another secret, and are forgotten', async () => {
    const ask = await operator();
    const replaced = await ask(`${named}/connection`, { method: 'PUT', payload: connection });
    expect(replaced.statusCode).toBe(200);
    expect(standIn.added).toMatchObject([{ expectedOrganizationId: organizationId }]);
    const removed = await ask(named, { method: 'DELETE' });
    expect([removed.statusCode, removed.json()]).toEqual([
      200,
      { organizationId, access: 'none-approved', problem: null },
    ]);
    expect(await standIn.store.organizations.list()).toEqual([]);
    expect((await audited()).map(({ action }) => action)).toEqual([
      'organization.remove',
      'organization.reconnect',
    ]);
  });
});
