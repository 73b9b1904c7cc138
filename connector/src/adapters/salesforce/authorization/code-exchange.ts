import { AuthorizationResponseError, validateAuthResponse } from 'oauth4webapi';
import { AuthorizationRefused, type PendingAuthorization } from '../../../domain/authorization.ts';
import { OrgError } from '../../../domain/org-error.ts';
import type { RefreshTokenSecret } from '../../../domain/organization.ts';
import type { Clock } from '../../../ports/clock.ts';
import { withAttempts } from '../http/attempts.ts';
import { instanceOrigin } from '../http/instance-address.ts';
import { jsonText } from '../http/json-shape.ts';
import { sessionIn } from '../http/sign-in.ts';
import { askForToken } from '../http/token-endpoint.ts';
import { openTransport, type Transport } from '../http/transport.ts';

/** What somebody approved. */
export interface ApprovedAccess {
  readonly secret: RefreshTokenSecret;
  /** The organization's own address, where it was approved at a login host. */
  readonly instanceUrl: string;
}

const purpose = 'exchange the code that the browser brought back';
const remedies = {
  invalid_grant: 'The code was used already or is too old: begin the sign-in again.',
  redirect_uri_mismatch:
    'A Salesforce administrator can add the callback address to the External Client App.',
};
const timeoutMs = 30_000;

/**
 * Exchanges what the browser brought back.
 *
 * @param parameters of the callback; their state is that of `pending`
 * @throws AuthorizationRefused where access was denied or nothing usable came back; OrgError where Salesforce refuses the code
 */
export async function approvedAccess(
  pending: PendingAuthorization,
  parameters: URLSearchParams,
  clock: Clock,
): Promise<ApprovedAccess> {
  const { allowLocalAddress, clientId, clientSecret } = pending;
  const origin = instanceOrigin(pending.instanceUrl, allowLocalAddress);
  const form = {
    grant_type: 'authorization_code',
    code: codeIn(parameters, origin, pending),
    client_id: clientId,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    redirect_uri: pending.redirectUri,
    code_verifier: pending.codeVerifier,
  };
  const answer = await atTokenEndpoint(allowLocalAddress, (transport) =>
    // A code is good once: its answer may be lost, but it can't be asked for again.
    withAttempts(
      () => askForToken({ origin, endpoint: 'token', form, purpose, remedies }, transport),
      { clock, repeatable: false },
    ),
  );
  const { instanceUrl } = sessionIn(answer, allowLocalAddress);
  const refreshToken = jsonText(answer.refresh_token);
  if (refreshToken === '') throw noRefreshToken();
  const own = clientSecret === undefined ? { clientId } : { clientId, clientSecret };
  return { secret: { kind: 'refresh-token', ...own, refreshToken }, instanceUrl };
}

/** Told of a token that does not hold any more (mobile_sdk/oauth_revoking_tokens.htm): there is nothing to end. */
const endedAlready = new Set(['invalid_token', 'unsupported_token_type']);

/**
 * Ends what a refresh token stands for, with its sessions.
 *
 * @throws OrgError where Salesforce can't be reached or refuses
 */
export async function revokeAccess(
  { refreshToken }: RefreshTokenSecret,
  {
    instanceUrl,
    allowLocalAddress,
  }: Pick<PendingAuthorization, 'instanceUrl' | 'allowLocalAddress'>,
  clock: Clock,
): Promise<void> {
  const origin = instanceOrigin(instanceUrl, allowLocalAddress);
  const request = {
    origin,
    endpoint: 'revoke',
    form: { token: refreshToken },
    purpose: 'give back the access that was approved',
  } as const;
  try {
    await atTokenEndpoint(allowLocalAddress, (transport) =>
      withAttempts(() => askForToken(request, transport), { clock, repeatable: true }),
    );
  } catch (error) {
    if (!(error instanceof OrgError) || !endedAlready.has(error.code)) throw error;
  }
}

function codeIn(
  parameters: URLSearchParams,
  origin: string,
  { state, clientId }: PendingAuthorization,
): string {
  try {
    const sound = validateAuthResponse(
      { issuer: origin },
      { client_id: clientId },
      parameters,
      state,
    );
    const code = sound.get('code');
    if (code) return code;
  } catch (error) {
    if (error instanceof AuthorizationResponseError) throw denied(error);
    throw new AuthorizationRefused(
      true,
      `Salesforce's answer can't be used: ${error instanceof Error ? error.message : String(error)}. Begin the sign-in again.`,
    );
  }
  throw new AuthorizationRefused(
    true,
    'Salesforce sent the browser back without a code. Begin the sign-in again.',
  );
}

const advice: Readonly<Record<string, string>> = {
  access_denied:
    'Begin again, sign in as the integration user and choose Allow. Where the app admits only some users, a Salesforce administrator can give that user the permission set of the app.',
  invalid_scope:
    'A Salesforce administrator can allow the scopes "api" and "refresh_token, offline_access" in the External Client App.',
};

function denied({
  error,
  error_description: description,
}: AuthorizationResponseError): AuthorizationRefused {
  const told = description === undefined ? error : `${error}: ${description}`;
  return new AuthorizationRefused(
    true,
    `Salesforce gave no access (${told}). ${advice[error] ?? 'A Salesforce administrator can check the settings of the External Client App.'}`,
  );
}

function noRefreshToken(): OrgError {
  return new OrgError(
    'connection',
    'NO_REFRESH_TOKEN',
    'Salesforce let the connector in, but only until the session ends: it gave no refresh token. A Salesforce administrator can allow the scope "refresh_token, offline_access" in the External Client App; then begin the sign-in again.',
  );
}

async function atTokenEndpoint<T>(
  allowLocalAddress: boolean,
  use: (transport: Transport) => Promise<T>,
): Promise<T> {
  const transport = openTransport({ timeoutMs, throughProxy: !allowLocalAddress });
  try {
    return await use(transport);
  } finally {
    await transport.close();
  }
}
