import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { OrgError } from '../../../domain/org-error.ts';
import type { OrganizationSecret } from '../../../domain/organization.ts';
import { id18, isSalesforceId } from '../../../domain/salesforce-id.ts';
import type { Clock } from '../../../ports/clock.ts';
import { withAttempts } from './attempts.ts';
import type { HeldCredentials } from './held-credentials.ts';
import { instanceOrigin } from './instance-address.ts';
import { jsonText, unexpectedAnswer, type JsonRecord } from './json-shape.ts';
import { refreshedToken } from './refreshed-token.ts';
import { askForToken } from './token-endpoint.ts';
import type { Transport } from './transport.ts';

/** A sign-in that Salesforce accepted. */
export interface Session {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** 18 characters. */
  readonly organizationId: string;
}

export interface SignInOptions {
  readonly loginUrl: string;
  readonly credentials: HeldCredentials;
  readonly allowLocalAddress: boolean;
  readonly transport: Transport;
  readonly clock: Clock;
}

const purpose = 'sign in to Salesforce';
const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Salesforce accepts assertions that expire within five minutes; three leave room for clocks that differ. */
const assertionLifeMs = 180_000;

/**
 * A new session. The request is our own and not jsforce's: that one sends even loopback addresses through the
 * environment's HTTP proxy, follows redirects and waits half an hour for an answer.
 *
 * @throws OrgError `connection` when Salesforce refuses, `transient` when it can't be reached
 */
export async function signIn(options: SignInOptions): Promise<Session> {
  const { allowLocalAddress, credentials } = options;
  const origin = instanceOrigin(options.loginUrl, allowLocalAddress);
  const secret = await credentials.newest();
  const answer =
    secret.kind === 'refresh-token'
      ? await refreshedToken(origin, secret, options)
      : await grantedToken(origin, secret, options);
  return sessionIn(answer, allowLocalAddress);
}

/** @throws OrgError where the answer is none that Salesforce gives, or names another host than Salesforce's */
export function sessionIn(answer: JsonRecord, allowLocalAddress: boolean): Session {
  const organizationId = /\/id\/(\w+)\/\w+$/.exec(jsonText(answer.id))?.[1] ?? '';
  const accessToken = jsonText(answer.access_token);
  if (!accessToken || !isSalesforceId(organizationId)) {
    throw unexpectedAnswer(purpose, withoutSecrets(answer));
  }
  return {
    accessToken,
    instanceUrl: instanceOrigin(jsonText(answer.instance_url), allowLocalAddress),
    organizationId: id18(organizationId),
  };
}

function withoutSecrets(answer: JsonRecord): JsonRecord {
  const harmless = ['id', 'instance_url', 'scope', 'token_type', 'error'];
  return Object.fromEntries(Object.entries(answer).filter(([name]) => harmless.includes(name)));
}

type OwnSecret = Exclude<OrganizationSecret, { kind: 'refresh-token' }>;

function grantedToken(
  origin: string,
  secret: OwnSecret,
  { transport, clock }: SignInOptions,
): Promise<JsonRecord> {
  return withAttempts(
    async () => {
      const form = await grant(origin, secret, clock);
      return askForToken({ origin, endpoint: 'token', form, purpose }, transport);
    },
    { clock, repeatable: true },
  );
}

async function grant(
  origin: string,
  secret: OwnSecret,
  clock: Clock,
): Promise<Readonly<Record<string, string>>> {
  if (secret.kind === 'client-credentials') {
    const { clientId, clientSecret } = secret;
    return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  }
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(secret.clientId)
    .setSubject(secret.username)
    .setAudience(audience(origin))
    .setExpirationTime(new Date(clock.now().getTime() + assertionLifeMs))
    .sign(privateKey(secret.privateKeyPem));
  return { grant_type: jwtGrant, assertion };
}

/**
 * Salesforce wants its login host as the audience, even where the token is asked for at a My Domain address
 * (help: remoteaccess_oauth_jwt_flow).
 */
function audience(origin: string): string {
  const { hostname } = new URL(origin);
  if (!hostname.endsWith('salesforce.com')) return origin;
  const isSandbox = hostname === 'test.salesforce.com' || hostname.includes('.sandbox.');
  return isSandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

function privateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new OrgError(
      'connection',
      'INVALID_PRIVATE_KEY',
      'The private key for signing in is not a PEM-encoded RSA key. Whoever runs the connector can set the key whose certificate the External Client App has.',
      { cause: error },
    );
  }
}
