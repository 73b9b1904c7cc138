import type { Authorizations } from './authorizations.ts';
import type { ClientApp } from './client-app.ts';
import type { ClientApps } from './client-apps.ts';
import { verifiedClaims } from './jwt-assertion.ts';
import { invalidGrant, OAuthError } from './oauth-error.ts';
import type { OrgUser, Users } from './users.ts';

/** Who signs in, on behalf of which app. */
export interface Grant {
  readonly user: OrgUser;
  readonly client: ClientApp;
  readonly scopes: readonly string[];
  /** A new one to be told; absent where the client keeps the one it has, or gets none. */
  readonly refreshToken?: string;
}

export interface GrantContext {
  readonly clientApps: ClientApps;
  readonly users: Users;
  readonly authorizations: Authorizations;
  readonly now: Date;
  readonly audiences: readonly string[];
}

/** The form of the token request; `basic` is what an Authorization header of type Basic said. */
export interface TokenRequest {
  readonly form: URLSearchParams;
  readonly basic: { readonly id: string; readonly secret: string } | null;
}

type GrantFlow = (request: TokenRequest, context: GrantContext) => Grant;

const flows: Readonly<Record<string, GrantFlow>> = {
  'urn:ietf:params:oauth:grant-type:jwt-bearer': jwtBearer,
  client_credentials: clientCredentials,
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
};

/** What those who need no browser are given. */
const ownScopes = ['id', 'api'];

/** Decides a token request. Throws `OAuthError`. */
export function grantFor(request: TokenRequest, context: GrantContext): Grant {
  const flow = flows[request.form.get('grant_type') ?? ''];
  if (flow === undefined)
    throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  return flow(request, context);
}

function jwtBearer({ form }: TokenRequest, context: GrantContext): Grant {
  const { claims, client } = verifiedClaims(form.get('assertion') ?? '', context);
  const user = activeUser(claims.sub, context);
  if (user === undefined || !isApproved(user, client)) {
    throw invalidGrant("user hasn't approved this consumer");
  }
  return { user, client, scopes: ownScopes };
}

function clientCredentials(request: TokenRequest, context: GrantContext): Grant {
  const { client, secret } = shownClient(request, context);
  if (client.clientSecret === undefined || client.clientSecret !== secret) {
    throw new OAuthError('invalid_client', 'invalid client credentials');
  }
  const user = activeUser(client.runAs ?? '', context);
  if (user === undefined) throw invalidGrant('no client credentials user enabled');
  return { user, client, scopes: ownScopes };
}

function authorizationCode(request: TokenRequest, context: GrantContext): Grant {
  const client = trustedClient(request, context);
  const { form } = request;
  const approval = context.authorizations.redeem(form.get('code') ?? '', {
    clientId: client.clientId,
    redirectUri: form.get('redirect_uri') ?? '',
    verifier: form.get('code_verifier') ?? '',
  });
  const { username, scopes } = approval;
  const user = activeUser(username, context);
  if (user === undefined) throw invalidGrant('user is inactive');
  const isLasting = scopes.includes('refresh_token');
  return {
    user,
    client,
    scopes,
    ...(isLasting && { refreshToken: context.authorizations.issueRefreshToken(approval) }),
  };
}

/** Help: remoteaccess_oauth_refresh_token_flow. Rotation ends the token that was shown. */
function refreshToken(request: TokenRequest, context: GrantContext): Grant {
  const client = trustedClient(request, context);
  const { authorizations } = context;
  const shown = request.form.get('refresh_token') ?? '';
  const approval = authorizations.approvalOf(shown);
  const user = approval && activeUser(approval.username, context);
  if (approval?.clientId !== client.clientId || user === undefined)
    throw invalidGrant('expired access/refresh token');
  const { scopes } = approval;
  if (client.rotatesRefreshTokens !== true) return { user, client, scopes };
  authorizations.revoke(shown);
  return { user, client, scopes, refreshToken: authorizations.issueRefreshToken(approval) };
}

/** A client whose secret is right; one that may go without is still held to the secret that it sends. */
function trustedClient(request: TokenRequest, context: GrantContext): ClientApp {
  const { client, secret } = shownClient(request, context);
  const mayGoWithout = client.isSecretOptional === true || client.clientSecret === undefined;
  if (!(secret === '' && mayGoWithout) && secret !== client.clientSecret)
    throw new OAuthError('invalid_client', 'invalid client credentials');
  return client;
}

function shownClient(
  { form, basic }: TokenRequest,
  { clientApps }: GrantContext,
): { readonly client: ClientApp; readonly secret: string } {
  const id = basic?.id ?? form.get('client_id') ?? '';
  const client = clientApps.get(id);
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  return { client, secret: basic?.secret ?? form.get('client_secret') ?? '' };
}

function activeUser(username: string, { users }: GrantContext): OrgUser | undefined {
  const user = users.withUsername(username);
  return user?.isActive === true ? user : undefined;
}

function isApproved({ username }: OrgUser, { approvedUsers }: ClientApp): boolean {
  if (approvedUsers === 'all') return true;
  return approvedUsers.some((approved) => approved.toLowerCase() === username.toLowerCase());
}
