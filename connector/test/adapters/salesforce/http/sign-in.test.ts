import { generateKeyPairSync, createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { OrganizationSecret } from '../../../../src/domain/organization.ts';
import { organizationId, scriptedOrg, type Respond } from '../scripted-org.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

const jwt = (privateKeyPem: string): OrganizationSecret => ({
  kind: 'jwt',
  clientId: '3MVG9-consumer-key',
  username: 'integration@acme.example',
  privateKeyPem,
});
const ok: Respond = () => ({ json: { totalSize: 0, done: true, records: [] } });
const refuse =
  (error: string, error_description: string): Respond =>
  () => ({ status: 400, json: { error, error_description } });

const connect = async (respondToken: Respond, options: object = {}) => {
  await using org = await scriptedOrg(() => ({ json: { compositeResponse: [] } }), respondToken);
  return await org.open(options).connection.connect();
};

describe('signing in', () => {
  it.each([
    ['PKCS#8', pkcs8],
    ['PKCS#1', pkcs1],
  ])('signs an assertion that the certificate verifies, with a key in %s', async (_, pem) => {
    await using org = await scriptedOrg(() => ({ json: { compositeResponse: [] } }));
    await org
      .open({ auth: jwt(pem) })
      .connection.connect()
      .catch(() => undefined);

    const form = new URLSearchParams(org.tokenRequests[0]?.body);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload } = await jwtVerify(form.get('assertion') ?? '', createPublicKey(privateKey), {
      issuer: '3MVG9-consumer-key',
      subject: 'integration@acme.example',
      audience: org.url,
      currentDate: org.clock.now(),
    });
    expect(payload.exp).toBe(org.clock.now().getTime() / 1000 + 180);
  });

  it('sends client credentials as a form', async () => {
    await using org = await scriptedOrg(ok);
    await org
      .open()
      .connection.connect()
      .catch(() => undefined);
    expect(Object.fromEntries(new URLSearchParams(org.tokenRequests[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: 'secret',
    });
  });

  it.each([
    ['invalid_grant', "user hasn't approved this consumer", /External Client App admits/],
    ['invalid_client_id', 'client identifier invalid', /client id/],
    ['inactive_user', 'user is inactive', /activate the integration user/],
    ['something_else', 'who knows', /login history/],
  ])('says what to do about %s', async (error, description, advice) => {
    await expect(connect(refuse(error, description))).rejects.toMatchObject({
      kind: 'connection',
      code: error,
      message: expect.stringMatching(advice) as string,
    });
  });

  it('does not ask again when it was refused', async () => {
    await using org = await scriptedOrg(ok, refuse('invalid_grant', 'no'));
    await expect(org.open().connection.connect()).rejects.toMatchObject({ kind: 'connection' });
    expect(org.tokenRequests).toHaveLength(1);
  });

  it('asks again when the login host is down', async () => {
    await using org = await scriptedOrg(
      () => ({ json: { compositeResponse: [] } }),
      (_, nth) => (nth < 3 ? { status: 503, text: '<html>down</html>' } : {}),
    );
    await expect(org.open().connection.connect()).rejects.toMatchObject({ kind: 'incomplete' });
    expect(org.tokenRequests).toHaveLength(3);
  });

  it('refuses another organization than the one it is pinned to, before reading anything', async () => {
    await using org = await scriptedOrg(ok);
    const salesforce = org.open({ expectedOrganizationId: '00D5g000009ZzzZEAS' });
    await expect(salesforce.connection.connect()).rejects.toMatchObject({
      kind: 'connection',
      code: 'WRONG_ORGANIZATION',
    });
    expect(org.requests).toHaveLength(0);
  });

  it('does not send the token to an address outside', async () => {
    const foreign: Respond = () => ({
      json: {
        access_token: 'secret-token',
        instance_url: 'https://evil.example.org',
        id: `https://x/id/${organizationId}/0055g00000AbcdeAAA`,
      },
    });
    await expect(connect(foreign)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
  });

  const refreshToken: OrganizationSecret = {
    kind: 'refresh-token',
    clientId: 'client',
    refreshToken: 'a-refresh-token',
  };
  const clientCredentials: OrganizationSecret = {
    kind: 'client-credentials',
    clientId: 'client',
    clientSecret: 'hush-hush',
  };
  it.each(
    [301, 302, 303, 307, 308].flatMap((status) =>
      [jwt(pkcs8), clientCredentials, refreshToken].map(
        (auth) => [auth.kind, status, auth] as const,
      ),
    ),
  )('sends what it has for a sign-in by %s after no redirect with %i', async (_, status, auth) => {
    await using elsewhere = await scriptedOrg(ok);
    const location = `${elsewhere.url}/services/oauth2/token`;
    await using org = await scriptedOrg(ok, () => ({ status, headers: { location } }));
    await expect(org.open({ auth }).connection.connect()).rejects.toMatchObject({
      kind: 'connection',
      code: 'REDIRECTED',
      message: expect.stringContaining(`leads on to ${elsewhere.url}`) as string,
    });
    expect(org.tokenRequests).toHaveLength(1);
    expect([...elsewhere.tokenRequests, ...elsewhere.requests]).toEqual([]);
  });

  it.each([{}, { location: 'http://[' }])('tells of a redirect to nowhere: %j', async (headers) => {
    await expect(connect(() => ({ status: 302, headers }))).rejects.toMatchObject({
      code: 'REDIRECTED',
      message: expect.stringMatching(/leads on to no address.*Setup, My Domain/) as string,
    });
  });

  it('keeps the token out of its complaint about an odd answer', async () => {
    const odd: Respond = () => ({ json: { access_token: 'secret-token', id: 'nothing' } });
    const error: unknown = await connect(odd).catch((each: unknown) => each);
    expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER' });
    expect(String(error)).not.toContain('secret-token');
  });

  it('says that the private key is none', async () => {
    await expect(connect(ok, { auth: jwt('not a key') })).rejects.toMatchObject({
      kind: 'connection',
      code: 'INVALID_PRIVATE_KEY',
    });
  });
});
