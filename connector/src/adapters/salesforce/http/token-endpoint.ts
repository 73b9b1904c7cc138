import { OrgError } from '../../../domain/org-error.ts';
import { FailedAttempt } from './attempts.ts';
import { isJsonRecord, jsonText, type JsonRecord } from './json-shape.ts';
import { refusalOf, refusalOfNetwork } from './refusal.ts';
import type { Transport } from './transport.ts';

/** A form for Salesforce's OAuth endpoints, and what to say when it is refused. */
export interface TokenRequest {
  readonly origin: string;
  /** `token` or `revoke`. */
  readonly endpoint: 'token' | 'revoke';
  readonly form: Readonly<Record<string, string>>;
  /** Completes the sentence "Could not …". */
  readonly purpose: string;
  /** Whom to turn to by error code, in place of what is usual. */
  readonly remedies?: Readonly<Record<string, string>>;
}

/**
 * What the token endpoint answers; an empty object where it says nothing, as after a revocation.
 *
 * @throws OrgError `connection` with Salesforce's code where it refuses, a FailedAttempt where there is no such answer
 */
export async function askForToken(
  request: TokenRequest,
  transport: Transport,
): Promise<JsonRecord> {
  const { purpose } = request;
  const { status, retryAfter, redirect, text } = await exchangeForm(request, transport);
  if (redirect !== undefined) throw redirected(request, redirect);
  const body = parsed(text);
  if (status === 200 && text === '') return {};
  if (status === 200 && isJsonRecord(body)) return body;
  if (isJsonRecord(body) && typeof body.error === 'string') {
    throw refused(body.error, jsonText(body.error_description), request);
  }
  throw new FailedAttempt(refusalOf({ status, retryAfter, text }, purpose));
}

interface FormAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Where a redirect leads; undefined where it is none. */
  readonly redirect: string | undefined;
  readonly text: string;
}

async function exchangeForm(
  { origin, endpoint, form, purpose }: TokenRequest,
  transport: Transport,
): Promise<FormAnswer> {
  try {
    const answer = await transport.exchange({
      method: 'POST',
      url: `${origin}/services/oauth2/${endpoint}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      content: new URLSearchParams(form).toString(),
    });
    const chunks: string[] = [];
    for await (const chunk of answer.body) chunks.push(String(chunk));
    const isRedirect = answer.status >= 300 && answer.status < 400;
    return {
      status: answer.status,
      retryAfter: answer.header('retry-after'),
      redirect: isRedirect ? (answer.header('location') ?? '') : undefined,
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

const usualRemedies: Readonly<Record<string, string>> = {
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

/** After a My Domain is renamed its old address leads to the new one for a while; so does a proxy that wants a sign-in of its own. */
function redirected({ purpose, origin }: TokenRequest, location: string): OrgError {
  const target = location === '' ? null : URL.parse(location, origin);
  return new OrgError(
    'connection',
    'REDIRECTED',
    `Could not ${purpose}: ${origin} leads on to ${target?.origin ?? 'no address'}, and credentials are sent to no other address than the one that is set. Whoever runs the connector can set the address that the org has now; a Salesforce administrator finds it in Setup, My Domain.`,
  );
}

function refused(code: string, description: string, request: TokenRequest): OrgError {
  const remedy =
    request.remedies?.[code] ??
    usualRemedies[code] ??
    'A Salesforce administrator can look at the login history of the integration user.';
  return new OrgError(
    'connection',
    code,
    `Could not ${request.purpose}: it answered ${code}: ${description}. ${remedy}`,
  );
}
