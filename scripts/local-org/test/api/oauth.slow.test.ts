import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertion, signedInOrg, signIn, tokenRequest, type SignedInOrg } from './signed-in-org.ts';

let org: SignedInOrg;

beforeAll(async () => {
  org = await signedInOrg({
    clientApps: [
      { clientId: 'strict', clientSecret: 's', approvedUsers: ['somebody@example.com'] },
    ],
  });
});

afterAll(() => org.close());

const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

describe('the token endpoint', () => {
  it('answers a JWT with a token, the instance and the identity', async () => {
    const answer = await tokenRequest(org.url, {
      grant_type: jwtGrant,
      assertion: await assertion(org, org.username),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.json).toEqual({
      access_token: expect.stringMatching(/^00D\w{12}![.\w]+$/) as string,
      instance_url: org.url,
      id: `${org.url}/id/${org.org.organizationId}/${org.org.administratorId}`,
      token_type: 'Bearer',
      scope: expect.any(String) as string,
      issued_at: expect.stringMatching(/^\d{13}$/) as string,
      signature: expect.any(String) as string,
    });
  });

  it('answers client credentials, in the form or in a Basic header', async () => {
    const { clientId, clientSecret } = org.client;
    const form = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    };
    expect((await tokenRequest(org.url, form)).status).toBe(200);
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const answer = await fetch(`${org.url}/services/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(answer.status).toBe(200);
  });

  it('refuses a user nobody approved, in the words of Salesforce', async () => {
    const answer = await tokenRequest(org.url, {
      grant_type: jwtGrant,
      assertion: await assertion(org, 'stranger@example.com'),
    });
    expect([answer.status, answer.json]).toEqual([
      400,
      { error: 'invalid_grant', error_description: "user hasn't approved this consumer" },
    ]);
  });

  it('refuses the signature of another key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const forged = await new SignJWT({
      iss: org.client.clientId,
      sub: org.username,
      aud: org.url,
      exp: 4e9,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    const answer = await tokenRequest(org.url, { grant_type: jwtGrant, assertion: forged });
    expect([answer.status, answer.json]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'invalid assertion' },
    ]);
  });

  it.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [
      { grant_type: 'client_credentials', client_id: 'nobody', client_secret: 'x' },
      'invalid_client_id',
    ],
    [
      { grant_type: 'client_credentials', client_id: 'strict', client_secret: 'wrong' },
      'invalid_client',
    ],
    [
      { grant_type: 'client_credentials', client_id: 'strict', client_secret: 's' },
      'invalid_grant',
    ],
  ])('refuses %j with %s', async (form, error) => {
    const answer = await tokenRequest(org.url, form);
    expect([answer.status, (answer.json as { error: string }).error]).toEqual([400, error]);
  });
});

describe('a session', () => {
  it('is needed for every resource, and refused in the documented form', async () => {
    const none = await org.call('GET', '/sobjects', { token: '' });
    expect([none.status, none.json]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ]);
    const odd = await org.call('GET', '/sobjects', {
      token: '',
      headers: { authorization: 'Digest x' },
    });
    expect([odd.status, odd.json]).toEqual([
      401,
      [{ message: 'INVALID_HEADER_TYPE', errorCode: 'INVALID_AUTH_HEADER' }],
    ]);
  });

  it('tells who it belongs to', async () => {
    const info = (await org.call('GET', '/services/oauth2/userinfo')).json as Record<
      string,
      string
    >;
    expect(info).toMatchObject({
      user_id: org.org.administratorId,
      organization_id: org.org.organizationId,
      preferred_username: org.username,
    });
    const { id } = await signIn(org, org.username);
    const identity = await org.call('GET', new URL(id).pathname);
    expect(identity.json).toMatchObject({
      user_id: org.org.administratorId,
      username: org.username,
    });
  });

  it('ends when it is revoked', async () => {
    const { access_token: token } = await signIn(org, org.username);
    expect((await org.call('GET', '/limits', { token })).status).toBe(200);
    const revoked = await org.call('POST', '/services/oauth2/revoke', {
      token: '',
      body: `token=${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(revoked.status).toBe(200);
    expect((await org.call('GET', '/limits', { token })).status).toBe(401);
  });
});
