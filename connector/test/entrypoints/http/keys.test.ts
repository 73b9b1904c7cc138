import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asker, now, organizationId, otherOrganizationId, StandIn } from './stand-in.ts';

let standIn: StandIn;
let app: FastifyInstance;
beforeEach(async () => {
  standIn = new StandIn();
  await standIn.connect();
  app = await standIn.app();
});
afterEach(() => app.close());

const bearing = async (
  organization: string | null,
  scope: 'read' | 'operate' | 'admin' = 'admin',
) => asker(app, await standIn.tokenOf(scope, organization));
type Ask = ReturnType<typeof asker>;
const issue = (ask: Ask, payload: object, headers = {}) =>
  ask('/v1/keys', { method: 'POST', payload, headers });

interface Key {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}
const listed = async (ask: Ask): Promise<readonly Key[]> =>
  (await ask('/v1/keys')).json<{ keys: readonly Key[] }>().keys;

describe('A key issued over HTTP', () => {
  it('is told once, holds, and is audited with who issued it', async () => {
    const ask = await bearing(null);
    const answer = await issue(ask, { name: 'reporting', scope: 'read', organizationId });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { token, ...key } = answer.json<Key>();
    expect(key).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      name: 'reporting',
      scope: 'read',
      organizationId,
      createdAt: now.toISOString(),
      expiresAt: null,
      revokedAt: null,
    });
    expect((await asker(app, token)('/v1/status')).statusCode).toBe(200);

    expect(await listed(ask)).toContainEqual(key);
    const audit = await ask('/v1/audit');
    expect(audit.json()).toMatchObject({
      entries: [
        {
          action: 'key.issue',
          organizationId,
          actor: { kind: 'api-key', name: 'a admin key' },
          details: { id: key.id, name: 'reporting', scope: 'read' },
        },
      ],
    });
    const secret = token.slice(-43);
    expect((await ask('/v1/keys')).body + audit.body).not.toContain(secret);
  });

  it('is the newest of the list, which comes in pages', async () => {
    const ask = await bearing(null);
    for (const name of ['a', 'b', 'c', 'd'])
      await issue(ask, { name, scope: 'read', organizationId: null });
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await ask(`/v1/keys?limit=2${cursor && `&cursor=${cursor}`}`);
      const page: { keys: readonly Key[]; nextCursor: string | null } = answer.json();
      expect(page.keys.length).toBeLessThanOrEqual(2);
      names.push(...page.keys.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect([...names].sort()).toEqual(['a', 'a admin key', 'b', 'c', 'd']);
  });

  it('is of the organization of the key that asks, by itself and at most', async () => {
    const ask = await bearing(organizationId);
    const own = await issue(ask, { name: 'own', scope: 'admin' });
    expect([own.statusCode, own.json()]).toMatchObject([201, { organizationId }]);
    for (const foreign of [null, otherOrganizationId]) {
      const answer = await issue(ask, { name: 'wide', scope: 'read', organizationId: foreign });
      expect(answer.statusCode).toBe(403);
    }
    await standIn.tokenOf('admin', null);
    await standIn.tokenOf('read', otherOrganizationId);
    expect((await listed(ask)).map(({ name }) => name).sort()).toEqual(['a admin key', 'own']);
  });

  it.each([
    [{ name: 'x', scope: 'read' }, 422, /say organizationId, or null/],
    [{ name: 'x', scope: 'read', organizationId: otherOrganizationId }, 422, /not connected/],
    [{ name: 'x', scope: 'read', organizationId, expires: '2026-11-24' }, 422, /expired already/],
    [{ name: 'x', scope: 'read', organizationId, expires: '2027-02-30' }, 422, /no day/],
    [{ name: 'x', scope: 'root', organizationId }, 400, /scope/],
    [{ name: 'a\nb', scope: 'read', organizationId }, 400, /name/],
    [{ name: '', scope: 'read', organizationId }, 400, /name/],
    [{ name: 'x', scope: 'read', organizationId, token: 'isv_mine' }, 400, /./],
  ])('is not issued for %j', async (payload, status, words) => {
    const ask = await bearing(null);
    const answer = await issue(ask, payload);
    expect([answer.statusCode, answer.json<{ detail: string }>().detail]).toEqual([
      status,
      expect.stringMatching(words),
    ]);
    expect(await listed(ask)).toHaveLength(1);
  });

  it('expires no later than the one that asks', async () => {
    const expiresAt = new Date('2027-01-01T00:00:00Z');
    const request = { organizationId: null, name: 'brief', scope: 'admin', expiresAt } as const;
    const ask = asker(app, (await standIn.store.keys.issue(request)).token);
    const wanted = { name: 'x', scope: 'read', organizationId };
    expect((await issue(ask, wanted)).json()).toMatchObject({
      status: 422,
      detail: expect.stringContaining('2027-01-01') as string,
    });
    const same = await issue(ask, { ...wanted, expires: '2027-01-01' });
    expect([same.statusCode, same.json()]).toMatchObject([
      201,
      { expiresAt: expiresAt.toISOString() },
    ]);
  });

  it('is not kept for who repeats the request', async () => {
    const ask = await bearing(null);
    const headers = { 'idempotency-key': 'one' };
    const answer = await issue(ask, { name: 'x', scope: 'read', organizationId }, headers);
    expect(answer.json()).toMatchObject({ status: 400, title: 'The answer can not be repeated' });
    expect(await listed(ask)).toHaveLength(1);
  });
});

describe('A key that is revoked over HTTP', () => {
  it('ends at once, and is audited', async () => {
    const ask = await bearing(null);
    const { id, token } = (
      await issue(ask, { name: 'x', scope: 'operate', organizationId })
    ).json<Key>();
    const answer = await ask(`/v1/keys/${id}`, { method: 'DELETE' });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      200,
      { id, revokedAt: now.toISOString() },
    ]);
    expect((await asker(app, token)('/v1/status')).statusCode).toBe(401);
    expect((await ask(`/v1/keys/${id}`, { method: 'DELETE' })).statusCode).toBe(404);
    expect((await ask('/v1/audit')).json()).toMatchObject({
      entries: [{ action: 'key.revoke', organizationId, details: { id } }, { action: 'key.issue' }],
    });
  });

  it('is not the last that can issue others: whoever asks is told, and may revoke one beside another', async () => {
    const ask = await bearing(null);
    const [own] = await listed(ask);
    const last = await ask(`/v1/keys/${own?.id ?? ''}`, { method: 'DELETE' });
    expect([last.statusCode, last.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('isvapp-connector keys revoke') as string },
    ]);
    expect((await ask('/v1/keys')).statusCode).toBe(200);

    await issue(ask, { name: 'second', scope: 'admin', organizationId: null });
    const done = await ask(`/v1/keys/${own?.id ?? ''}`, { method: 'DELETE' });
    expect(done.statusCode).toBe(200);
    expect((await ask('/v1/keys')).statusCode).toBe(401);
  });

  it('is none of another organization', async () => {
    const ask = await bearing(organizationId);
    await standIn.tokenOf('read', otherOrganizationId);
    await standIn.tokenOf('read', null);
    const all = await standIn.store.keys.list();
    for (const { id } of all.filter((key) => key.organizationId !== organizationId))
      expect((await ask(`/v1/keys/${id}`, { method: 'DELETE' })).statusCode).toBe(404);
    expect((await standIn.store.keys.list()).every(({ revokedAt }) => revokedAt === null)).toBe(
      true,
    );
  });
});

describe('Keys', () => {
  it.each(['read', 'operate'] as const)('are nothing to a key with the scope %s', async (scope) => {
    for (const organization of [null, organizationId]) {
      const ask = await bearing(organization, scope);
      expect((await ask('/v1/keys')).statusCode).toBe(403);
      expect((await issue(ask, { name: 'x', scope: 'read', organizationId })).statusCode).toBe(403);
      const [key] = await standIn.store.keys.list();
      const url = `/v1/keys/${key?.id ?? ''}`;
      expect((await ask(url, { method: 'DELETE' })).statusCode).toBe(403);
    }
  });

  it('of an organization that is not connected any more are not looked after', async () => {
    const ask = await bearing(otherOrganizationId);
    expect((await ask('/v1/keys')).statusCode).toBe(403);
  });
});
