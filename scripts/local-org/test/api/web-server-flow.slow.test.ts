import { OAuth2 } from '@jsforce/jsforce-node';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, tokenRequest, type Answer, type SignedInOrg } from './signed-in-org.ts';

const redirectUri = 'http://localhost:8717/oauth/callback';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

let now = new Date('2026-11-24T12:00:00Z');
let org: SignedInOrg;

beforeAll(async () => {
  org = await signedInOrg({
    clock: { now: () => now },
    clientApps: [
      {
        clientId: 'rotating',
        clientSecret: 'its secret',
        approvedUsers: 'all',
        callbackUrls: [redirectUri],
        rotatesRefreshTokens: true,
      },
    ],
  });
});

afterAll(() => org.close());

type Asking = Readonly<Record<string, string | undefined>>;

function authorizeUrl(given: Asking = {}): string {
  const query: Asking = {
    response_type: 'code',
    client_id: org.client.clientId,
    redirect_uri: redirectUri,
    scope: 'api refresh_token',
    state: 's1',
    code_challenge: challenge,
    ...given,
  };
  const present = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return `${org.url}/services/oauth2/authorize?${new URLSearchParams(present).toString()}`;
}

/** Presses a button of the page, and returns where the browser is sent. */
async function press(decision: 'allow' | 'deny', url: string): Promise<URL> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ decision, username: org.username }),
  });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location') ?? '');
}

async function codeFor(given: Asking = {}): Promise<string> {
  return (await press('allow', authorizeUrl(given))).searchParams.get('code') ?? '';
}

function exchange(code: string, given: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return tokenRequest(org.url, {
    grant_type: 'authorization_code',
    code,
    client_id: org.client.clientId,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...given,
  });
}

function refreshed(given: Readonly<Record<string, string>>): Promise<Answer> {
  return tokenRequest(org.url, { grant_type: 'refresh_token', ...given });
}

describe('the approval page', () => {
  it('asks a person, and sends the browser back with a code and the state', async () => {
    const page = await fetch(authorizeUrl());
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain(org.username);
    const target = await press('allow', authorizeUrl());
    expect(target.origin + target.pathname).toBe(redirectUri);
    expect([...target.searchParams.keys()].sort()).toEqual(['code', 'state']);
    expect(target.searchParams.get('state')).toBe('s1');
  });

  it('says that it was denied', async () => {
    const target = await press('deny', authorizeUrl());
    expect(Object.fromEntries(target.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 's1',
    });
  });

  it.each([
    [{ code_challenge: undefined }, 'invalid_request', 'missing required code challenge'],
    [{ response_type: 'token' }, 'unsupported_response_type', 'response type not supported'],
    [{ scope: 'full' }, 'invalid_scope', 'the requested scope is not allowed'],
    [{ code_challenge_method: 'plain' }, 'invalid_request', 'invalid code challenge method'],
  ])('sends %j back as %s', async (given, error, description) => {
    const answer = await fetch(authorizeUrl(given), { redirect: 'manual' });
    const target = new URL(answer.headers.get('location') ?? '');
    expect(target.searchParams.get('error')).toBe(error);
    expect(target.searchParams.get('error_description')).toBe(description);
    expect(target.searchParams.get('state')).toBe('s1');
  });

  it.each([
    [{ client_id: 'nobody' }, 'invalid_client_id'],
    [{ redirect_uri: 'http://localhost:8717/elsewhere' }, 'redirect_uri_mismatch'],
  ])('shows %j as %s and sends the browser nowhere', async (given, error) => {
    const answer = await fetch(authorizeUrl(given), { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(await answer.text()).toContain(error);
  });
});

describe('a code', () => {
  it('gives a session and a refresh token, once', async () => {
    const code = await codeFor();
    const answer = await exchange(code);
    expect(answer.json).toMatchObject({
      token_type: 'Bearer',
      instance_url: org.url,
      id: `${org.url}/id/${org.org.organizationId}/${org.org.administratorId}`,
      refresh_token: expect.stringMatching(/^5Aep861/) as string,
      scope: 'api refresh_token',
    });
    expect(await exchange(code)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', error_description: 'expired authorization code' },
    });
  });

  it.each([
    [
      'another verifier',
      { code_verifier: randomBytes(32).toString('base64url') },
      'invalid code verifier',
    ],
    ['no verifier', { code_verifier: '' }, 'invalid code verifier'],
    [
      'another callback',
      { redirect_uri: 'http://localhost:1717/OauthRedirect' },
      'redirect_uri must match configuration',
    ],
    [
      'another app',
      { client_id: 'rotating', client_secret: 'its secret' },
      'invalid authorization code',
    ],
  ])('shown with %s is refused', async (_case, given, description) => {
    expect(await exchange(await codeFor(), given)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', error_description: description },
    });
  });

  it('ends after a quarter of an hour', async () => {
    const code = await codeFor();
    now = new Date(now.getTime() + 15 * 60_000);
    expect(await exchange(code)).toMatchObject({
      json: { error_description: 'expired authorization code' },
    });
  });

  it('of an app with a secret needs the secret', async () => {
    const given = { client_id: 'rotating' };
    expect(await exchange(await codeFor(given), given)).toMatchObject({
      status: 400,
      json: { error: 'invalid_client' },
    });
  });

  it('asked for without refresh_token gives none', async () => {
    const answer = await exchange(await codeFor({ scope: 'api' }));
    expect(answer.json).not.toHaveProperty('refresh_token');
  });
});

describe('a refresh token', () => {
  const client = { client_id: 'rotating', client_secret: 'its secret' };

  it('that rotates is good once, and its successor after it', async () => {
    const { refresh_token: first } = (await exchange(await codeFor(client), client)).json as {
      refresh_token: string;
    };
    const { refresh_token: second } = (await refreshed({ ...client, refresh_token: first }))
      .json as { refresh_token: string };
    expect(second).not.toBe(first);
    expect(await refreshed({ ...client, refresh_token: first })).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    });
    expect((await refreshed({ ...client, refresh_token: second })).status).toBe(200);
  });

  it('that is revoked ends with the sessions it opened', async () => {
    const { refresh_token, access_token } = (await exchange(await codeFor())).json as {
      refresh_token: string;
      access_token: string;
    };
    const revoked = await fetch(`${org.url}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: refresh_token }),
    });
    expect(revoked.status).toBe(200);
    const given = { client_id: org.client.clientId, refresh_token };
    expect((await refreshed(given)).status).toBe(400);
    expect((await org.call('GET', '/limits', { token: access_token })).status).toBe(401);
  });
});

describe('jsforce', () => {
  it('goes through the flow with PKCE, refreshes and revokes', async () => {
    const oauth2 = new OAuth2({
      loginUrl: org.url,
      clientId: 'rotating',
      clientSecret: 'its secret',
      redirectUri,
      useVerifier: true,
    });
    const target = await press('allow', oauth2.getAuthorizationUrl({ scope: 'api refresh_token' }));
    const first = await oauth2.requestToken(target.searchParams.get('code') ?? '');
    expect(first.instance_url).toBe(org.url);
    const next = await oauth2.refreshToken(first.refresh_token ?? '');
    const { json } = await org.call('GET', '/services/oauth2/userinfo', {
      token: next.access_token,
    });
    expect(json).toMatchObject({ preferred_username: org.username });
    await oauth2.revokeToken(next.refresh_token ?? '');
    await expect(oauth2.refreshToken(next.refresh_token ?? '')).rejects.toThrow(
      'expired access/refresh token',
    );
  });
});
