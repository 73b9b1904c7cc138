import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientApp } from '../../../scripts/local-org/api/oauth/client-app.ts';
import { loadServiceConfig } from '../../src/config.ts';
import type { OrganizationSecret } from '../../src/domain/organization.ts';
import { httpApp } from '../../src/entrypoints/http/app.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { openService, type Service } from '../../src/service.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';

const clock: Clock = {
  now: () => new Date('2026-11-24T10:00:00.000Z'),
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 200), undefined, { signal });
  },
};
const publicUrl = 'http://localhost:8300';
const rotating: ClientApp = {
  clientId: 'rotating',
  clientSecret: 'consumer-secret-of-the-rotating-app',
  approvedUsers: 'all',
  callbackUrls: [`${publicUrl}/oauth/callback`],
  rotatesRefreshTokens: true,
};
const encryptionKey = Buffer.alloc(32, 9).toString('base64');

describe('Logs, errors and answers', () => {
  let folder: string;
  let seeded: SeededOrg;
  let service: Service;
  let app: FastifyInstance;
  let token: string;
  /** Whatever somebody gets to see. */
  const seen: string[] = [];
  /** What nobody may see, by what it is. */
  const secrets = new Map<string, string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-secrets-'));
    seeded = await seededOrg({ approvesAs: integrationUser, clientApps: [rotating] });
    service = await openService(
      loadServiceConfig({
        DATA_DIRECTORY: folder,
        ENCRYPTION_KEY: encryptionKey,
        API_PUBLIC_URL: publicUrl,
        SALESFORCE_ALLOW_LOCAL: 'true',
        LOG_LEVEL: 'trace',
      }),
      clock,
      { write: (line: string) => seen.push(line) },
    );
    const { api, logger } = service;
    app = await httpApp(api, { requestsPerMinute: 10_000, logger });
    const key = {
      organizationId: null,
      name: 'operator',
      scope: 'admin',
      expiresAt: null,
    } as const;
    token = (await service.keys.issue(key)).token;
    secrets.set('the API key', token);
    secrets.set('the encryption key', encryptionKey);
    secrets.set('the consumer secret', rotating.clientSecret ?? '');
    secrets.set('the consumer secret of the demo', seeded.running.client.clientSecret);
    secrets.set('the refresh token of the demo', seeded.running.client.refreshToken);
    const [, line = ''] = seeded.running.client.privateKey.split('\n');
    secrets.set('the private key', line);
  });
  afterAll(async () => {
    await app.close();
    await service[Symbol.asyncDispose]();
    await seeded[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
    seen.push(answer.body, JSON.stringify(answer.headers));
    return answer;
  };
  /** Errors with all that they carry: causes, and whatever hangs on them. */
  const failure = async (attempt: Promise<unknown>): Promise<void> => {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    seen.push(inspect(error, { depth: 10, showHidden: true }));
  };
  const kept = async (id: string): Promise<void> => {
    const secret = await service.organizations.secretOf(id);
    if (secret?.kind === 'refresh-token')
      secrets.set(`refresh token ${secrets.size}`, secret.refreshToken);
  };
  const everythingOf = async (id: string): Promise<void> => {
    await kept(id);
    seen.push(JSON.stringify(await service.test(id)), JSON.stringify(await service.diagnose(id)));
    await kept(id);
    for (const path of ['', '/settings', '/mappings', '/runs', '/status', '/catalogue'])
      await ask('GET', `/v1/organizations/${id}${path}`);
    await kept(id);
  };
  const wanted = (secret: OrganizationSecret) => ({
    instanceUrl: seeded.running.url,
    allowLocalAddress: true,
    secret,
  });

  const jwt = (privateKeyPem: string): OrganizationSecret => ({
    kind: 'jwt',
    clientId: seeded.running.client.clientId,
    username: integrationUser,
    privateKeyPem,
  });
  const ways = (): readonly OrganizationSecret[] => {
    const { clientId, clientSecret, refreshToken, privateKey } = seeded.running.client;
    return [
      jwt(privateKey),
      { kind: 'client-credentials', clientId, clientSecret },
      { kind: 'refresh-token', clientId, refreshToken },
    ];
  };
  const expectNothingShown = (): void => {
    const shown = seen.join('\n');
    expect(shown.length).toBeGreaterThan(10_000);
    for (const [what, secret] of secrets) {
      expect(secret.length, what).toBeGreaterThan(15);
      expect(shown.includes(secret), what).toBe(false);
    }
    // Tokens of sessions, which nobody here has seen.
    expect(shown).not.toMatch(/00D\w{12}![\w.]{20}/);
    expect(shown).not.toMatch(/Bearer [\w-]{20}/);
  };

  it('hold no secret of any kind where all is well', async () => {
    const id = seeded.running.org.organizationId;
    for (const secret of ways()) {
      seen.push(JSON.stringify(await service.add(wanted(secret))));
      if (secret.kind !== 'refresh-token') await ask('POST', '/v1/organizations', wanted(secret));
      await everythingOf(id);
    }
    expectNothingShown();
  });

  it('hold none of a sign-in in a browser', async () => {
    const { org, url } = seeded.running;
    const id = org.organizationId;
    const begun = await ask('POST', '/v1/organizations/authorize', {
      instanceUrl: url,
      allowLocalAddress: true,
      clientId: rotating.clientId,
      clientSecret: rotating.clientSecret,
    });
    const { authorizationUrl } = begun.json<{ authorizationUrl: string }>();
    const back = new URL(
      (await fetch(authorizationUrl, { redirect: 'manual' })).headers.get('location') ?? '',
    );
    secrets.set('the authorization code', back.searchParams.get('code') ?? '');
    for (let time = 0; time < 2; time += 1) {
      const page = await app.inject(back.pathname + back.search);
      seen.push(page.body);
      expect(page.statusCode).toBe(time === 0 ? 200 : 400);
    }
    await everythingOf(id);
    await ask('GET', '/v1/audit');
    expect(secrets.size).toBeGreaterThan(8);
    expectNothingShown();
  });

  it('hold none of a key that is issued over HTTP, but for the answer to who asked for it', async () => {
    const issued = await app.inject({
      method: 'POST',
      url: '/v1/keys',
      headers: { authorization: `Bearer ${token}` },
      payload: { name: 'further', scope: 'admin', organizationId: null },
    });
    const { id, token: further } = issued.json<{ id: string; token: string }>();
    expect(issued.statusCode).toBe(201);
    secrets.set('a key issued over HTTP', further);
    for (const url of ['/v1/keys', '/v1/audit', '/v1/organizations'])
      seen.push((await app.inject({ url, headers: { authorization: `Bearer ${further}` } })).body);
    const revoked = { method: 'DELETE', url: `/v1/keys/${id}` } as const;
    const answer = await app.inject({ ...revoked, headers: { authorization: `Bearer ${token}` } });
    seen.push(answer.body);
    await ask('GET', '/v1/audit');
    expectNothingShown();
  });

  it('hold none where nothing is well: revoked, forged, of another app, another organization', async () => {
    const { client, org, url } = seeded.running;
    const id = org.organizationId;
    const current = await service.organizations.secretOf(id);
    if (current?.kind !== 'refresh-token')
      throw new Error('The sign-in in the browser was not kept.');
    const revoke = new URLSearchParams({ token: current.refreshToken });
    await fetch(`${url}/services/oauth2/revoke`, { method: 'POST', body: revoke });
    await failure(service.test(id));
    await ask('POST', `/v1/organizations/${id}/connection/test`);
    seen.push(JSON.stringify(await service.diagnose(id)));
    for (const secret of ways())
      await failure(
        service.add({ ...wanted(secret), expectedOrganizationId: '00D000000000009AAA' }),
      );
    await failure(service.add(wanted(jwt(`${client.privateKey.slice(0, 200)}broken`))));
    await failure(
      service.add(
        wanted({
          kind: 'client-credentials',
          clientId: 'x',
          clientSecret: rotating.clientSecret ?? '',
        }),
      ),
    );
    await ask('POST', '/v1/organizations', wanted(jwt(client.privateKey.slice(0, 300))));
    expectNothingShown();
  });

  it('nor do the files of the embedded database', async () => {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of names.filter((each) => each.isFile())) {
      const content = await readFile(join(entry.parentPath, entry.name), 'latin1');
      for (const [what, secret] of secrets)
        expect(content.includes(secret), `${what} in ${entry.name}`).toBe(false);
    }
  });
});
