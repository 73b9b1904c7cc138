import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
} from 'oauth4webapi';
import {
  authorizationLifeMs,
  type AuthorizationWanted,
  type PendingAuthorization,
} from '../../../domain/authorization.ts';
import type { Clock } from '../../../ports/clock.ts';
import { instanceOrigin } from '../http/instance-address.ts';

/** What the connector does, and what lets it go on without the browser. */
const scope = 'api refresh_token';

/**
 * The address to open in a browser, and what the answer is held against (help: remoteaccess_oauth_web_server_flow,
 * remoteaccess_pkce).
 *
 * @throws OrgError `connection` (ADDRESS_NOT_ALLOWED)
 */
export async function authorizationRequest(
  wanted: AuthorizationWanted,
  clock: Clock,
): Promise<{ readonly url: string; readonly pending: PendingAuthorization }> {
  const origin = instanceOrigin(wanted.instanceUrl, wanted.allowLocalAddress);
  const state = generateRandomState();
  const codeVerifier = generateRandomCodeVerifier();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: wanted.clientId,
    redirect_uri: wanted.redirectUri,
    scope,
    state,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    // Whoever is at the browser is rarely the integration user.
    prompt: 'login',
  });
  return {
    url: `${origin}/services/oauth2/authorize?${query.toString()}`,
    pending: {
      ...wanted,
      state,
      codeVerifier,
      expiresAt: new Date(clock.now().getTime() + authorizationLifeMs),
    },
  };
}
