import type { ClientApp } from './client-app.ts';
import { verifiedClaims } from './jwt-assertion.ts';
import { invalidGrant, OAuthError } from './oauth-error.ts';
import type { OrgUser, Users } from './users.ts';

/** Who signs in, on behalf of which app. */
export interface Grant {
  readonly user: OrgUser;
  readonly client: ClientApp;
}

export interface GrantContext {
  readonly clientApps: ReadonlyMap<string, ClientApp>;
  readonly users: Users;
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
  refresh_token: refreshToken,
};

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
  return { user, client };
}

function clientCredentials(request: TokenRequest, context: GrantContext): Grant {
  const { id, secret } = request.basic ?? formCredentials(request.form);
  const client = context.clientApps.get(id);
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (client.clientSecret === undefined || client.clientSecret !== secret) {
    throw new OAuthError('invalid_client', 'invalid client credentials');
  }
  return { user: runAsUser(client, context), client };
}

/** A refresh token is good for the user the app acts as; a secret is checked where one is sent. */
function refreshToken({ form }: TokenRequest, context: GrantContext): Grant {
  const { id, secret } = formCredentials(form);
  const client = context.clientApps.get(id);
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (secret !== '' && secret !== client.clientSecret) {
    throw new OAuthError('invalid_client', 'invalid client credentials');
  }
  if (client.refreshToken === undefined || client.refreshToken !== form.get('refresh_token')) {
    throw invalidGrant('expired access/refresh token');
  }
  return { user: runAsUser(client, context), client };
}

function formCredentials(form: URLSearchParams): { id: string; secret: string } {
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

function runAsUser({ runAs = '' }: ClientApp, context: GrantContext): OrgUser {
  const user = activeUser(runAs, context);
  if (user === undefined) throw invalidGrant('no client credentials user enabled');
  return user;
}

function activeUser(username: string, { users }: GrantContext): OrgUser | undefined {
  const user = users.withUsername(username);
  return user?.isActive === true ? user : undefined;
}

function isApproved({ username }: OrgUser, { approvedUsers }: ClientApp): boolean {
  if (approvedUsers === 'all') return true;
  return approvedUsers.some((approved) => approved.toLowerCase() === username.toLowerCase());
}
