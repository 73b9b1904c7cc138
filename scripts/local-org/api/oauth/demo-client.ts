import { createHmac, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ClientApp } from './client-app.ts';

/** A client app together with the private key that belongs to its certificate: what a connector is given. */
export interface DemoClient extends ClientApp {
  readonly clientSecret: string;
  readonly privateKey: string;
  readonly runAs: string;
  readonly refreshToken: string;
}

/** Consumer key of the app every local org has. It has the look of a real one and belongs to nobody. */
const clientId = '3MVG9LocalOrgDemoClient';

/** Where browsers may be sent back to: the connector's `orgs add --browser`, a connector that serves, the Salesforce CLI. */
export const demoCallbackUrls = [
  'http://localhost:8717/oauth/callback',
  'http://localhost:8300/oauth/callback',
  'http://localhost:1717/OauthRedirect',
];

/** What of the app is kept from one start to the next. */
export interface ClientSecrets {
  /** PEM, PKCS 8. */
  readonly privateKey: string;
  readonly clientSecret: string;
}

export function newClientSecrets(): ClientSecrets {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { privateKey, clientSecret: randomBytes(32).toString('hex').toUpperCase() };
}

/** Follows from the secret, so that a kept org keeps its token; it has the look of a real one. */
function refreshTokenOf(clientSecret: string): string {
  const digest = createHmac('sha256', clientSecret).update('refresh token').digest('hex');
  return `5Aep861${digest}`;
}

/** The app, approved for all users; client credentials act as `runAs`. */
export function demoClient({ privateKey, clientSecret }: ClientSecrets, runAs: string): DemoClient {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return {
    clientId,
    clientSecret,
    privateKey,
    certificates: [publicKey],
    approvedUsers: 'all',
    runAs,
    refreshToken: refreshTokenOf(clientSecret),
    callbackUrls: demoCallbackUrls,
    isSecretOptional: true,
  };
}
