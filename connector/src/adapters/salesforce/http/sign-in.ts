import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { OrgError } from '../../../domain/org-error.ts';
import { id18, isSalesforceId } from '../../../domain/salesforce-id.ts';
import type { Clock } from '../../../ports/clock.ts';
import { FailedAttempt, withAttempts } from './attempts.ts';
import { instanceOrigin } from './instance-address.ts';
import { isJsonRecord, jsonText, unexpectedAnswer, type JsonRecord } from './json-shape.ts';
import { refusalOf, refusalOfNetwork } from './refusal.ts';
import type { Transport } from './transport.ts';

/** How the connector proves who it is (docs/decisions.md, M). */
export type Credentials =
  | {
      readonly kind: 'jwt';
      /** Consumer key of the External Client App. */
      readonly clientId: string;
      /** The integration user. */
      readonly username: string;
      readonly privateKeyPem: string;
      /** Whom the assertion is meant for; default by `loginUrl`. */
      readonly audience?: string;
    }
  | {
      readonly kind: 'client-credentials';
      readonly clientId: string;
      readonly clientSecret: string;
    };

/** A sign-in that Salesforce accepted. */
export interface Session {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** 18 characters. */
  readonly organizationId: string;
}

export interface SignInOptions {
  readonly loginUrl: string;
  readonly credentials: Credentials;
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
  const origin = instanceOrigin(options.loginUrl, options.allowLocalAddress);
  const answer = await withAttempts(
    async () => askForToken(origin, await grant(origin, options), options.transport),
    { clock: options.clock, repeatable: true },
  );
  const organizationId = /\/id\/(\w+)\/\w+$/.exec(jsonText(answer.id))?.[1] ?? '';
  const accessToken = jsonText(answer.access_token);
  if (!accessToken || !isSalesforceId(organizationId)) {
    throw unexpectedAnswer(purpose, { ...answer, access_token: '(left out)' });
  }
  return {
    accessToken,
    instanceUrl: instanceOrigin(jsonText(answer.instance_url), options.allowLocalAddress),
    organizationId: id18(organizationId),
  };
}

async function grant(
  origin: string,
  { credentials, clock }: SignInOptions,
): Promise<Readonly<Record<string, string>>> {
  if (credentials.kind === 'client-credentials') {
    const { clientId, clientSecret } = credentials;
    return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  }
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(credentials.clientId)
    .setSubject(credentials.username)
    .setAudience(credentials.audience ?? defaultAudience(origin))
    .setExpirationTime(new Date(clock.now().getTime() + assertionLifeMs))
    .sign(privateKey(credentials.privateKeyPem));
  return { grant_type: jwtGrant, assertion };
}

/**
 * Salesforce wants its login host as the audience, even where the token is asked for at a My Domain address
 * (help: remoteaccess_oauth_jwt_flow).
 */
function defaultAudience(origin: string): string {
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

async function askForToken(
  origin: string,
  form: Readonly<Record<string, string>>,
  transport: Transport,
): Promise<JsonRecord> {
  const { status, retryAfter, text } = await exchangeForm(origin, form, transport);
  const body = parsed(text);
  if (status === 200 && isJsonRecord(body)) return body;
  if (isJsonRecord(body) && typeof body.error === 'string') {
    throw refusedSignIn(body.error, jsonText(body.error_description));
  }
  throw new FailedAttempt(refusalOf({ status, retryAfter, text }, purpose));
}

async function exchangeForm(
  origin: string,
  form: Readonly<Record<string, string>>,
  transport: Transport,
): Promise<{ status: number; retryAfter: string | undefined; text: string }> {
  try {
    const answer = await transport.exchange({
      method: 'POST',
      url: `${origin}/services/oauth2/token`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      content: new URLSearchParams(form).toString(),
    });
    const chunks: string[] = [];
    for await (const chunk of answer.body) chunks.push(String(chunk));
    return {
      status: answer.status,
      retryAfter: answer.header('retry-after'),
      text: chunks.join(''),
    };
  } catch (error) {
    throw new FailedAttempt(refusalOfNetwork(error, purpose));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A page of a gateway; refusalOf tells what it says.
    return undefined;
  }
}

const remedies: Readonly<Record<string, string>> = {
  invalid_grant:
    'A Salesforce administrator can check that the External Client App admits the integration user (Policies > permitted users are pre-authorized), that its certificate belongs to the private key, and that the user is active. A clock that is minutes off has the same effect.',
  invalid_client_id: 'Whoever runs the connector can correct the client id.',
  invalid_client:
    'Whoever runs the connector can correct the client id and secret; a Salesforce administrator finds them in the External Client App.',
  inactive_user: 'A Salesforce administrator can activate the integration user.',
  inactive_org: "The organization is locked or closed; Salesforce's support can say why.",
  unsupported_grant_type:
    'A Salesforce administrator can switch on the JWT bearer or client credentials flow in the External Client App.',
};

function refusedSignIn(code: string, description: string): OrgError {
  const remedy =
    remedies[code] ??
    'A Salesforce administrator can look at the login history of the integration user.';
  return new OrgError(
    'connection',
    code,
    `Could not ${purpose}: it answered ${code}: ${description}. ${remedy}`,
  );
}
