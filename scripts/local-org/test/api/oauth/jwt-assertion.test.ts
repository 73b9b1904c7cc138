import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { verifiedClaims } from '../../../api/oauth/jwt-assertion.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const now = new Date('2026-11-24T10:00:00Z');
const seconds = now.getTime() / 1_000;
const audience = 'http://127.0.0.1:7070';

const check = {
  now,
  audiences: [audience, 'https://login.salesforce.com'],
  clientApps: new Map([
    [
      'client',
      {
        clientId: 'client',
        certificates: [keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
        approvedUsers: 'all' as const,
      },
    ],
  ]),
};

async function assertion(
  claims: object = {},
  key = keys.privateKey,
  alg = 'RS256',
): Promise<string> {
  const all = {
    iss: 'client',
    sub: 'user@example.com',
    aud: audience,
    exp: seconds + 180,
    ...claims,
  };
  return await new SignJWT(all).setProtectedHeader({ alg }).sign(key);
}

describe('verifiedClaims', () => {
  it.each([
    ['as documented', {}],
    ['with a slash behind the audience', { aud: `${audience}/` }],
    ['for the login host', { aud: 'https://login.salesforce.com' }],
    [
      'with an expiry in milliseconds, as the Salesforce CLI sends it',
      { exp: now.getTime() + 180_000 },
    ],
  ])('lets in an assertion signed %s', async (_name, claims) => {
    expect(verifiedClaims(await assertion(claims), check).claims.sub).toBe('user@example.com');
  });

  it.each([
    ['an unknown client', { iss: 'nobody' }, 'client identifier invalid'],
    ['another audience', { aud: 'https://example.com' }, 'audience is invalid'],
    ['an expiry that has passed', { exp: seconds - 1 }, 'expired authorization code'],
    ['an expiry of this very second', { exp: seconds }, 'expired authorization code'],
    ['no user', { sub: undefined }, 'invalid assertion'],
  ])('refuses %s', async (_name, claims, description) => {
    const signed = await assertion(claims);
    expect(() => verifiedClaims(signed, check)).toThrow(description);
  });

  it('refuses the signature of another key', async () => {
    const forged = await assertion({}, otherKeys.privateKey);
    expect(() => verifiedClaims(forged, check)).toThrow('invalid assertion');
  });

  it('refuses claims changed after signing', async () => {
    const [header, , signature] = (await assertion()).split('.');
    const claims = { iss: 'client', sub: 'admin@example.com', aud: audience, exp: seconds + 180 };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(() => verifiedClaims(`${header ?? ''}.${payload}.${signature ?? ''}`, check)).toThrow(
      'invalid assertion',
    );
  });

  it('refuses an assertion nobody signed, whatever algorithm it names', async () => {
    const unsigned = new UnsecuredJWT({
      iss: 'client',
      sub: 'u',
      aud: audience,
      exp: seconds + 180,
    }).encode();
    expect(() => verifiedClaims(unsigned, check)).toThrow('invalid assertion');
    const weaker = await assertion({}, keys.privateKey, 'RS512');
    expect(() => verifiedClaims(weaker, check)).toThrow('invalid assertion');
    expect(() => verifiedClaims('not.a.token', check)).toThrow('invalid assertion');
    expect(() => verifiedClaims('', check)).toThrow('invalid assertion');
  });
});
