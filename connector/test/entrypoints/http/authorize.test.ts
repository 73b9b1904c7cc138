import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { AuthorizationRefused } from '../../../src/domain/authorization.ts';
import { OrgError } from '../../../src/domain/org-error.ts';
import { asker, redirectUri, StandIn } from './stand-in.ts';

const body = { instanceUrl: 'https://acme.my.salesforce.com', clientId: '3MVG9-key' };
const url = '/v1/organizations/authorize';

/** With the key of an operator who looks after all organizations. */
async function operated(standIn: StandIn) {
  const app = await standIn.app();
  const ask = asker(app, await standIn.tokenOf('admin', null));
  const post = (payload: object) => ask(url, { method: 'POST', payload });
  return { app, ask, post };
}

const callback = (app: FastifyInstance, query: string) => app.inject(`/oauth/callback?${query}`);

describe('POST /v1/organizations/authorize', () => {
  it('answers the address to open, with PKCE and a state that is nowhere in the clear', async () => {
    const standIn = new StandIn();
    const { post } = await operated(standIn);
    const answer = await post({ ...body, clientSecret: 'consumer-secret' });
    expect(answer.statusCode).toBe(201);
    const {
      authorizationUrl,
      redirectUri: back,
      expiresAt,
    } = answer.json<Record<string, string>>();
    const opened = new URL(authorizationUrl ?? '');
    expect(opened.origin + opened.pathname).toBe(
      'https://acme.my.salesforce.com/services/oauth2/authorize',
    );
    expect(Object.fromEntries(opened.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: '3MVG9-key',
      redirect_uri: redirectUri,
      scope: 'api refresh_token',
      code_challenge_method: 'S256',
    });
    expect([back, expiresAt]).toEqual([redirectUri, '2026-11-24T10:10:00.000Z']);
    expect(answer.body).not.toContain('consumer-secret');

    const state = opened.searchParams.get('state') ?? '';
    const begun = await standIn.store.pendingAuthorizations.take(state);
    const challenge = createHash('sha256')
      .update(begun?.codeVerifier ?? '')
      .digest('base64url');
    expect(opened.searchParams.get('code_challenge')).toBe(challenge);
    expect(begun).toMatchObject({ begunBy: { kind: 'api-key' }, clientSecret: 'consumer-secret' });
  });

  it('is in the audit log, without a secret', async () => {
    const standIn = new StandIn();
    const { post } = await operated(standIn);
    await post({ ...body, clientSecret: 'consumer-secret' });
    const [entry] = await standIn.store.audit.page({
      limit: 1,
      before: null,
      organizationId: null,
    });
    expect(entry).toMatchObject({
      action: 'organization.authorize',
      details: { instanceUrl: body.instanceUrl },
    });
    expect(JSON.stringify(entry)).not.toContain('consumer-secret');
  });

  it.each([
    ['https://evil.example.com', /not one of the domains of Salesforce/],
    ['http://acme.my.salesforce.com', /https/],
    ['https://acme.my.salesforce.com.evil.example', /not one of the domains/],
  ])('refuses %s', async (instanceUrl, detail) => {
    const { post } = await operated(new StandIn());
    const answer = await post({ ...body, instanceUrl });
    expect([answer.statusCode, answer.json<{ detail: string }>().detail]).toEqual([
      422,
      expect.stringMatching(detail) as string,
    ]);
  });

  it.each([
    ['read', null],
    ['operate', null],
    ['admin', '00D000000000001AAA'],
  ] as const)('is not for a key with %s of %s', async (scope, organization) => {
    const standIn = new StandIn();
    const app = await standIn.app();
    const ask = asker(app, await standIn.tokenOf(scope, organization));
    expect((await ask(url, { method: 'POST', payload: body })).statusCode).toBe(403);
  });

  it('does not take an address to come back to', async () => {
    const { post } = await operated(new StandIn());
    const answer = await post({ ...body, redirectUri: 'https://evil.example.com' });
    expect(answer.statusCode).toBe(400);
  });
});

describe('GET /oauth/callback', () => {
  it('shows a page without keeping it or telling its address', async () => {
    const standIn = new StandIn();
    standIn.own = { finishAuthorization: () => standIn.connect() };
    const answer = await callback(await standIn.app(), 'state=s&code=secret-code');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Acme is connected. You can close this window.');
    expect(answer.body).not.toContain('secret-code');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('refuses a state that was not given out, was used, or is too old, in one sentence', async () => {
    const standIn = new StandIn();
    const { app, post } = await operated(standIn);
    const { authorizationUrl } = (await post(body)).json<{ authorizationUrl: string }>();
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    const denied = await callback(app, `state=${state}&error=access_denied`);
    expect([denied.statusCode, denied.body]).toEqual([
      400,
      expect.stringContaining('choose Allow') as string,
    ]);
    for (const query of [`state=${state}&code=x`, 'state=guessed&code=x', 'code=x', '']) {
      const answer = await callback(app, query);
      expect([answer.statusCode, answer.body]).toEqual([
        400,
        expect.stringContaining('was not begun here, has been used already') as string,
      ]);
    }
  });

  it.each([
    [new AuthorizationRefused(true, 'No <b>.'), 400, 'No &lt;b&gt;.'],
    [new OrgError('connection', 'invalid_grant', 'Refused.'), 422, 'Refused.'],
    [new OrgError('transient', 'CONNECTION_LOST', 'Away.'), 503, 'Away.'],
    [new Error('password of the database'), 500, 'finds the reason in its log'],
  ])('tells %s', async (error, status, words) => {
    const standIn = new StandIn();
    standIn.own = { finishAuthorization: () => Promise.reject(error) };
    const answer = await callback(await standIn.app(), 'state=s&code=c');
    expect([answer.statusCode, answer.body]).toEqual([
      status,
      expect.stringContaining(words) as string,
    ]);
    expect(answer.body).not.toContain('password');
  });

  it('is asked no more often than the rest', async () => {
    const app = await new StandIn().app(2);
    const statuses = [];
    for (let nth = 0; nth < 3; nth += 1)
      statuses.push((await callback(app, 'state=guess')).statusCode);
    expect(statuses).toEqual([400, 400, 429]);
  });
});
