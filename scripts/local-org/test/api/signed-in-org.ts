import { SignJWT } from 'jose';
import { createPrivateKey } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { inferSchema, initParser } from 'udsv';
import { newClientSecrets } from '../../api/oauth/demo-client.ts';
import { startLocalOrg, type RunningOrg } from '../../start.ts';
import type { StartOptions } from '../../start-options.ts';
import { testPackage } from './test-package.ts';

/** An answer as it came, and parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

export interface CallOptions {
  /** JSON value, text or bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
}

/** A local org with the test package deployed, and a token of its administrator. */
export interface SignedInOrg extends RunningOrg {
  readonly token: string;
  readonly username: string;
  /** `path` below `/services/data/v62.0`, or absolute when it begins with `/services` or `/id`. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Ids of new Accounts, in order. */
  addAccounts(count: number): string[];
  accounts(fields: string): unknown[];
}

export const version = 'v62.0';

/** Made once a test file: a key pair takes longer than an org. */
const clientSecrets = newClientSecrets();

export async function signedInOrg(options: StartOptions = {}): Promise<SignedInOrg> {
  const running = await startLocalOrg({ reportDefect: fail, clientSecrets, ...options });
  const deployed = running.org.deploy(testPackage);
  if (!deployed.success) throw new Error(JSON.stringify(deployed.componentFailures));
  const administrator = running.org.asUser(running.org.administratorId);
  const username = running.client.runAs;
  const token = (await signIn(running, username)).access_token;
  return {
    ...running,
    token,
    username,
    call: (method, path, given) => call(running.url, method, path, { token, ...given }),
    addAccounts: (count) =>
      running.org.transaction(() =>
        Array.from({ length: count }, (_, index) => {
          const name = `Account ${String(index).padStart(6, '0')}`;
          const { id, errors } = administrator.insert('Account', {
            Name: name,
            Key__c: `K${index}`,
          });
          if (id === null) throw new Error(JSON.stringify(errors));
          return id;
        }),
      ),
    accounts: (fields) => [
      ...administrator.query(`SELECT ${fields} FROM Account ORDER BY Name`).records(),
    ],
  };
}

/** Defects end the test run: a local org that answers 500 is no stand-in. */
function fail(error: unknown): void {
  throw error;
}

export interface TokenAnswer {
  readonly access_token: string;
  readonly instance_url: string;
  readonly id: string;
}

/** Signs in with an assertion signed by a library that isn't the org's. */
export async function signIn(running: RunningOrg, username: string): Promise<TokenAnswer> {
  const answer = await tokenRequest(running.url, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: await assertion(running, username),
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json as TokenAnswer;
}

export async function assertion(
  { url, client, org }: Pick<RunningOrg, 'url' | 'client' | 'org'>,
  username: string,
  claims: object = {},
): Promise<string> {
  const exp = Math.floor(org.clock.now().getTime() / 1_000) + 300;
  return await new SignJWT({ iss: client.clientId, sub: username, aud: url, exp, ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(createPrivateKey(client.privateKey));
}

export async function tokenRequest(
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<Answer> {
  const body = new URLSearchParams(form);
  return answerOf(await fetch(`${url}/services/oauth2/token`, { method: 'POST', body }));
}

async function call(
  url: string,
  method: string,
  path: string,
  { body, headers, token = '' }: CallOptions,
): Promise<Answer> {
  const address = /^\/(services|id|local-org)/.test(path)
    ? path
    : `/services/data/${version}${path}`;
  const authorization = token === '' ? {} : { authorization: `Bearer ${token}` };
  const { content, type } = wireBody(body);
  const answer = await fetch(url + address, {
    method,
    headers: { ...authorization, ...type, ...headers },
    ...(content !== undefined && { body: content }),
  });
  return answerOf(answer);
}

type Content = NonNullable<RequestInit['body']>;

/** Text, bytes and forms as they are, anything else as JSON. */
function wireBody(body: unknown): { content?: Content; type: Record<string, string> } {
  if (body === undefined) return { type: {} };
  if (typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData) {
    return { content: body as Content, type: {} };
  }
  return { content: JSON.stringify(body), type: { 'content-type': 'application/json' } };
}

/** Rows of a CSV file by the heads of its columns, read by a library that isn't the org's. */
export function csvRows(text: string): Record<string, string>[] {
  return initParser(inferSchema(text, { trim: false })).stringObjs<Record<string, string>>(text);
}

async function answerOf(response: Response): Promise<Answer> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString(
    'utf8',
  );
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const json = isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}
