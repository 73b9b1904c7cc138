import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiContext } from '../api-context.ts';
import { baseUrl } from '../http/base-url.ts';
import { notFound } from '../http/api-error.ts';
import { callerOf } from './authentication.ts';
import { OAuthError } from './oauth-error.ts';
import { formOf, queryOf } from './oauth-form.ts';
import { grantFor, type Grant, type TokenRequest } from './token-grants.ts';
import type { OrgUser } from './users.ts';

/** Token, identity and revocation endpoints. */
export function addOauthRoutes(app: FastifyInstance, context: ApiContext): void {
  app.post('/services/oauth2/token', { config: { operation: 'token' } }, async (request, reply) => {
    const grant = grantFor(tokenRequest(request), {
      clientApps: context.clientApps,
      users: context.users,
      authorizations: context.authorizations,
      now: context.clock.now(),
      audiences: [baseUrl(request), ...context.audiences],
    });
    return reply.header('cache-control', 'no-store').send(tokenAnswer(request, context, grant));
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/services/oauth2/revoke',
    config: { operation: 'identity' },
    handler: async (request, reply) => {
      const token = formOf(request).get('token') ?? queryOf(request).get('token') ?? '';
      if (!isRevoked(token, context))
        throw new OAuthError('unsupported_token_type', 'this token type is not supported');
      return reply.send();
    },
  });

  // For a browser to be signed in with; the local org's own pages don't ask for it.
  app.route({
    method: ['GET', 'POST'],
    url: '/services/oauth2/singleaccess',
    config: { operation: 'identity' },
    handler: (request) => {
      callerOf(request, context);
      const target = queryOf(request).get('redirect_uri') ?? formOf(request).get('redirect_uri');
      const words = new URLSearchParams({ otp: randomBytes(32).toString('hex') });
      if (target !== null) words.set('startURL', target);
      return { frontdoor_uri: `${baseUrl(request)}/secur/frontdoor.jsp?${words.toString()}` };
    },
  });

  app.get('/services/oauth2/userinfo', { config: { operation: 'identity' } }, (request) => {
    const user = userWithId(context, callerOf(request, context).userId);
    return identity(request, context, user);
  });

  app.get('/id/:organizationId/:userId', { config: { operation: 'identity' } }, (request) => {
    callerOf(request, context);
    const { organizationId, userId } = request.params as { organizationId: string; userId: string };
    if (organizationId.slice(0, 15) !== context.org.organizationId.slice(0, 15)) throw notFound();
    return identity(request, context, userWithId(context, userId));
  });
}

function tokenAnswer(
  request: FastifyRequest,
  context: ApiContext,
  { user, client, scopes, refreshToken }: Grant,
) {
  const session = context.sessions.open(user.id, client.clientId);
  const base = baseUrl(request);
  const id = `${base}/id/${context.org.organizationId}/${user.id}`;
  const issuedAt = String(session.issuedAt.getTime());
  return {
    access_token: session.token,
    signature: createHmac('sha256', client.clientSecret ?? client.clientId)
      .update(id + issuedAt)
      .digest('base64'),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    scope: scopes.join(' '),
    instance_url: base,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

/** Ends an access token, or a refresh token with the sessions it opened (help: remoteaccess_revoke_token). */
function isRevoked(token: string, { sessions, authorizations, users }: ApiContext): boolean {
  const approval = authorizations.revoke(token);
  if (approval === undefined) return sessions.revoke(token);
  const user = users.withUsername(approval.username);
  if (user !== undefined) sessions.revokeAllOf(user.id, approval.clientId);
  return true;
}

function userWithId({ users }: ApiContext, id: string): OrgUser {
  const user = users.withId(id);
  if (user === undefined) throw notFound();
  return user;
}

/** `/id/…` and OpenID Connect's userinfo in one: clients read different halves of it. */
function identity(request: FastifyRequest, { org }: ApiContext, user: OrgUser) {
  const base = baseUrl(request);
  const data = `${base}/services/data/v{version}/`;
  return {
    sub: `${base}/id/${org.organizationId}/${user.id}`,
    id: `${base}/id/${org.organizationId}/${user.id}`,
    user_id: user.id,
    organization_id: org.organizationId,
    username: user.username,
    preferred_username: user.username,
    name: user.name,
    display_name: user.name,
    email: user.email,
    active: user.isActive,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_US',
    urls: {
      rest: data,
      sobjects: `${data}sobjects/`,
      query: `${data}query/`,
      profile: `${base}/${user.id}`,
    },
  };
}

function tokenRequest(request: FastifyRequest): TokenRequest {
  return { form: formOf(request), basic: basicCredentials(request.headers.authorization ?? '') };
}

function basicCredentials(authorization: string): TokenRequest['basic'] {
  const encoded = /^Basic (\S+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return null;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id, secret };
}
