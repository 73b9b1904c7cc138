import type { ClientApp } from './client-app.ts';
import type { ClientApps } from './client-apps.ts';
import { OAuthError } from './oauth-error.ts';

/** What an app asks for through a browser; its client and callback are known to belong together. */
export interface AuthorizationRequest {
  readonly client: ClientApp;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | null;
  readonly loginHint: string | null;
}

/**
 * The app and the address to send the browser back to. A mistake in either is shown and not sent anywhere, because
 * there is no address to trust: throws `OAuthError`.
 */
export function requestedClient(
  query: URLSearchParams,
  clientApps: ClientApps,
): Pick<AuthorizationRequest, 'client' | 'redirectUri' | 'state'> {
  const client = clientApps.get(query.get('client_id') ?? '');
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (client.callbackUrls?.includes(redirectUri) !== true)
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  return { client, redirectUri, state: query.get('state') };
}

/** The rest of the request. Throws the `OAuthError` that the browser takes back to the app. */
export function authorizationRequest(
  query: URLSearchParams,
  known: Pick<AuthorizationRequest, 'client' | 'redirectUri' | 'state'>,
): AuthorizationRequest {
  if (query.get('response_type') !== 'code')
    throw new OAuthError('unsupported_response_type', 'response type not supported');
  return {
    ...known,
    scopes: requestedScopes(query.get('scope'), known.client),
    codeChallenge: codeChallenge(query, known.client),
    loginHint: query.get('login_hint'),
  };
}

/** Without a scope, all that the app may have. `offline_access` is another word for `refresh_token`. */
function requestedScopes(
  scope: string | null,
  { scopes: allowed = ['api', 'refresh_token'] }: ClientApp,
): readonly string[] {
  if (scope === null) return allowed;
  const wanted = scope
    .split(' ')
    .map((each) => (each === 'offline_access' ? 'refresh_token' : each));
  if (wanted.some((each) => !allowed.includes(each)))
    throw new OAuthError('invalid_scope', 'the requested scope is not allowed');
  return wanted;
}

/** Salesforce's parameter needs no method: it is S256 or nothing (help: remoteaccess_pkce). */
function codeChallenge(query: URLSearchParams, { isPkceRequired }: ClientApp): string | null {
  const challenge = query.get('code_challenge');
  if (challenge === null && isPkceRequired !== false)
    throw new OAuthError('invalid_request', 'missing required code challenge');
  const method = query.get('code_challenge_method');
  if (method !== null && method !== 'S256')
    throw new OAuthError('invalid_request', 'invalid code challenge method');
  return challenge;
}
