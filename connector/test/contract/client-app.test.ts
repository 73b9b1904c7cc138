import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OAuth2 } from '@jsforce/jsforce-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientAppFiles } from '../../../scripts/client-app/client-app-files.ts';
import type { OrganizationSecret } from '../../src/domain/organization.ts';
import { certificateExpiry } from '../../src/service/certificate-expiry.ts';
import { integrationUser, seededOrg, type SeededOrg } from './seeded-org.ts';

const app = 'ISVappConnector';
const redirectUri = 'https://connector.acme.example/oauth/callback';

/** A key with its certificate, as the operator's guide says to make them. */
function keyPair(
  folder: string,
  name: string,
): { readonly key: string; readonly certificate: string } {
  const [keyPath, path] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const options = '-x509 -newkey rsa:2048 -nodes -days 730 -subj /CN=isvapp-connector';
  execFileSync('openssl', ['req', ...options.split(' '), '-keyout', keyPath, '-out', path], {
    stdio: 'pipe',
  });
  return { key: readFileSync(keyPath, 'utf8'), certificate: readFileSync(path, 'utf8') };
}

/** As the library that Salesforce's tools deploy with turns source into metadata format. */
function packaged(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const plain = [...files].map(([path, text]) => [path.replace('-meta.xml', ''), text] as const);
  const types = [
    ['ExtlClntAppGlobalOauthSettings', `${app}_glbloauth`],
    ['ExtlClntAppOauthConfigurablePolicies', `${app}_oauth_defaultPolicy`],
  ].map(
    ([type = '', member = '']) => `<types><members>${member}</members><name>${type}</name></types>`,
  );
  const manifest = `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>66.0</version></Package>`;
  return new Map([['package.xml', manifest], ...plain]);
}

describe('The External Client App of the package', () => {
  let folder: string;
  let seeded: SeededOrg;
  let own: ReturnType<typeof keyPair>;
  let other: ReturnType<typeof keyPair>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'isvapp-client-app-'));
    own = keyPair(folder, 'own');
    other = keyPair(folder, 'other');
    seeded = await seededOrg({ approvesAs: integrationUser });
    seeded.deploy(
      packaged(
        clientAppFiles({
          certificate: own.certificate,
          integrationUser,
          callbackUrls: [redirectUri],
          withClientCredentials: true,
        }),
      ),
    );
  });
  afterAll(async () => {
    await seeded[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const jwt = (part: object = {}): OrganizationSecret => ({
    kind: 'jwt',
    clientId: seeded.running.consumerOf(app).key,
    username: integrationUser,
    privateKeyPem: own.key,
    ...part,
  });
  const connected = (auth: OrganizationSecret) => seeded.open({ auth }).connection.connect();

  it('lets in the integration user, who has its permission set, with the key of its certificate', async () => {
    expect(await connected(jwt())).toMatchObject({ name: 'Acme' });
  });

  it.each([
    ['another key', () => jwt({ privateKeyPem: other.key }), /invalid assertion/],
    [
      'a user without the permission set',
      () => jwt({ username: seeded.running.org.administratorId }),
      /hasn't approved/,
    ],
    ['the consumer key of another app', () => jwt({ clientId: 'nobody' }), /client identifier/],
  ])('refuses %s', async (_case, auth, words) => {
    await expect(connected(auth())).rejects.toMatchObject({
      kind: 'connection',
      message: expect.stringMatching(words) as string,
    });
  });

  it('is let in by a key with its certificate beside it, whose expiry is known by that', async () => {
    const bundle = jwt({ privateKeyPem: own.key + own.certificate });
    expect(await connected(bundle)).toMatchObject({ name: 'Acme' });
    const days = ((certificateExpiry(bundle)?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(730);
    expect(certificateExpiry(jwt())).toBeUndefined();
  });

  it('runs client credentials as the integration user', async () => {
    const { key: clientId, secret: clientSecret } = seeded.running.consumerOf(app);
    const auth = { kind: 'client-credentials', clientId, clientSecret } as const;
    expect(await connected(auth)).toMatchObject({ name: 'Acme' });
    await expect(connected({ ...auth, clientSecret: 'guessed' })).rejects.toThrow(
      /invalid client credentials/,
    );
  });

  it('gives an approval in a browser the scopes it needs and no other, and asks for PKCE', async () => {
    const { key: clientId, secret: clientSecret } = seeded.running.consumerOf(app);
    const witness = (useVerifier: boolean) =>
      new OAuth2({
        loginUrl: seeded.running.url,
        ...{ clientId, clientSecret, redirectUri, useVerifier },
      });
    const broughtBack = async (url: string): Promise<URLSearchParams> => {
      const { headers } = await fetch(url, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '').searchParams;
    };
    const careful = witness(true);
    const sound = await broughtBack(careful.getAuthorizationUrl({ scope: 'api refresh_token' }));
    expect(await careful.requestToken(sound.get('code') ?? '')).toMatchObject({
      refresh_token: expect.any(String) as string,
      scope: 'api refresh_token',
    });
    const greedy = await broughtBack(careful.getAuthorizationUrl({ scope: 'full' }));
    expect(greedy.get('error')).toBe('invalid_scope');
    const careless = await broughtBack(witness(false).getAuthorizationUrl({ scope: 'api' }));
    expect(careless.get('error_description')).toBe('missing required code challenge');
  });
});
