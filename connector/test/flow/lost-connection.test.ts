import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClientApp } from '../../../scripts/local-org/api/oauth/client-app.ts';
import { newClientSecrets } from '../../../scripts/local-org/api/oauth/demo-client.ts';
import { loadServiceConfig } from '../../src/config.ts';
import { httpApp } from '../../src/entrypoints/http/app.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { PastRun } from '../../src/ports/run-history.ts';
import { openService, type Service } from '../../src/service.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';

const clock: Clock = {
  now: () => new Date('2026-11-24T10:00:00.000Z'),
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 50), undefined, { signal });
  },
};
const publicUrl = 'http://localhost:8300';
const app: ClientApp = {
  clientId: 'approved-in-a-browser',
  clientSecret: 'consumer-secret',
  approvedUsers: [integrationUser],
  callbackUrls: [`${publicUrl}/oauth/callback`],
  rotatesRefreshTokens: true,
};

interface Told {
  readonly type: string;
  readonly data: { readonly title: string; readonly text: string; readonly organizationId: string };
}

/** What the webhook of alerts was told of the connection, in order. */
const alerts: Told[] = [];
let receiver: Server;
let folder: string;
let service: Service;
let api: FastifyInstance;
let token: string;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const told = JSON.parse(body) as Told;
      if (told.type.startsWith('sync.connection-lost.')) alerts.push(told);
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  folder = await mkdtemp(join(tmpdir(), 'isvapp-lost-'));
  service = await openService(
    loadServiceConfig({
      DATA_DIRECTORY: folder,
      ENCRYPTION_KEY: Buffer.alloc(32, 6).toString('base64'),
      API_PUBLIC_URL: publicUrl,
      SALESFORCE_ALLOW_LOCAL: 'true',
      ANALYTICS_FETCH: 'false',
      ALERT_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`,
      ALERT_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 8).toString('base64')}`,
    }),
    clock,
    { write: () => true },
  );
  await service.takeRuns();
  api = await httpApp(service.api, { requestsPerMinute: 10_000 });
  const key = { organizationId: null, name: 'operator', scope: 'admin', expiresAt: null } as const;
  token = (await service.keys.issue(key)).token;
});
afterAll(async () => {
  await api.close();
  await service[Symbol.asyncDispose]();
  receiver.closeAllConnections();
  receiver.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  alerts.length = 0;
});

const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
  api.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}` },
    ...(payload && { payload }),
  });

let runs = 0;
function run(organizationId: string): Promise<PastRun> {
  runs += 1;
  const runKey = `7a1f6d0e-0000-4000-8000-${String(runs).padStart(12, '0')}`;
  const request = { dryRun: false, massChangeApproved: false, trigger: 'CommandLine' } as const;
  return service.runNow(
    { ...request, organizationId, runKey },
    {
      phaseStarted: () => undefined,
      phaseProgressed: () => undefined,
      phaseFinished: () => undefined,
      outcomesKnown: () => undefined,
      runFailed: () => undefined,
      runFinished: () => undefined,
    },
    new AbortController().signal,
  );
}

const types = (): readonly string[] => alerts.map(({ type }) => type);

/** What an administrator sees of the run that failed. */
const words = ({ entries }: PastRun): string =>
  entries.map(({ message, explanation }) => `${message} ${explanation}`).join('\n');

describe('Access that is revoked in the organization', () => {
  let acme: SeededOrg;
  let id: string;
  beforeAll(async () => {
    acme = await seededOrg({ approvesAs: integrationUser, clientApps: [app] });
    id = acme.running.org.organizationId;
  });
  afterAll(() => acme[Symbol.asyncDispose]());

  /** As an operator does it: asks the connector for the address, opens it, and the browser comes back. */
  async function connectInBrowser(): Promise<LightMyRequestResponse> {
    const begun = await ask('POST', '/v1/organizations/authorize', {
      instanceUrl: acme.running.url,
      allowLocalAddress: true,
      clientId: app.clientId,
      clientSecret: app.clientSecret,
    });
    const { authorizationUrl } = begun.json<{ authorizationUrl: string }>();
    const answer = await fetch(authorizationUrl, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    return api.inject(back.pathname + back.search);
  }

  it('fails the next run, is told once with what to do, and is over when it is connected again', async () => {
    expect((await connectInBrowser()).statusCode).toBe(200);
    expect((await run(id)).status).toMatch(/^(?:Succeeded|Degraded)$/);
    expect(types()).toEqual([]);

    const secret = await service.organizations.secretOf(id);
    if (secret?.kind !== 'refresh-token') throw new Error('no refresh token is kept');
    await fetch(`${acme.running.url}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: secret.refreshToken }),
    });

    const lost = await run(id);
    expect(lost).toMatchObject({ status: 'Failed', phases: [], values: { read: 0, written: 0 } });
    expect(words(lost)).toMatch(/invalid_grant.*has been revoked.*orgs add --browser/s);
    expect(words(lost)).not.toMatch(/SALESFORCE_CLIENT_ID|private key/);
    expect((await run(id)).status).toBe('Failed');
    expect(types()).toEqual(['sync.connection-lost.raised']);
    expect(alerts[0]?.data).toMatchObject({
      organizationId: id,
      title: 'The connector does not get into the organization',
      text: expect.stringContaining('orgs add --browser') as string,
    });

    await expect(service.test(id)).rejects.toThrow(/has been revoked.*orgs add --browser/);
    const tested = await ask('POST', `/v1/organizations/${id}/test`);
    expect([tested.statusCode, tested.json()]).toMatchObject([
      502,
      { detail: expect.stringContaining('orgs add --browser') as string },
    ]);
    expect((await service.diagnose(id)).map(({ check, state }) => `${check} ${state}`)).toEqual(
      expect.arrayContaining(['connection failed', 'organization skipped', 'mappings skipped']),
    );

    expect((await connectInBrowser()).body).toContain('Acme is connected.');
    expect((await run(id)).status).toMatch(/^(?:Succeeded|Degraded)$/);
    expect((await run(id)).status).toMatch(/^(?:Succeeded|Degraded)$/);
    expect(types()).toEqual(['sync.connection-lost.raised', 'sync.connection-lost.recovered']);
  });
});

describe('A sandbox that was refreshed', () => {
  const clientSecrets = newClientSecrets();
  let before: SeededOrg;
  let refreshed: SeededOrg | undefined;
  beforeAll(async () => {
    before = await seededOrg({ clientSecrets });
  });
  afterAll(() => refreshed?.[Symbol.asyncDispose]());

  it('is neither read nor written by itself, is told once, and is taken up when it is connected', async () => {
    const wanted = {
      instanceUrl: before.running.url,
      allowLocalAddress: true,
      secret: {
        kind: 'jwt',
        clientId: before.running.client.clientId,
        username: integrationUser,
        privateKeyPem: clientSecrets.privateKey,
      },
    } as const;
    const { id: old } = await service.add(wanted);
    expect((await run(old)).status).toMatch(/^(?:Succeeded|Degraded)$/);
    await before[Symbol.asyncDispose]();

    // The same address, the same app with the same certificate, the same user: a copy with another id.
    const port = Number(new URL(before.running.url).port);
    refreshed = await seededOrg({ clientSecrets, port, organizationName: 'Acme UAT' });
    const { org, apiUsage } = refreshed.running;
    expect(org.organizationId).not.toBe(old);
    apiUsage.forgetCalls();

    const refused = await run(old);
    expect(refused).toMatchObject({ status: 'Failed', phases: [], values: { read: 0 } });
    expect(words(refused)).toContain(`belongs to organization ${org.organizationId}`);
    expect(words(refused)).toMatch(/Nothing was read or written.*refreshed sandbox/s);
    await run(old);
    await expect(service.test(old)).rejects.toThrow(/refreshed sandbox gets a new id/);
    const [connection] = await service.diagnose(old);
    expect(connection).toMatchObject({
      check: 'connection',
      state: 'failed',
      found: expect.stringContaining(org.organizationId) as string,
    });
    expect(apiUsage.calls).toEqual([]);
    expect(types()).toEqual(['sync.connection-lost.raised']);
    expect(alerts[0]?.data.text).toContain('refreshed sandbox');

    const { id: new_ } = await service.add(wanted);
    expect(new_).toBe(org.organizationId);
    expect((await run(new_)).status).toMatch(/^(?:Succeeded|Degraded)$/);
    expect(await service.remove(old)).toMatchObject({ access: 'none-approved' });
    expect(apiUsage.calls).not.toEqual([]);
  });
});
