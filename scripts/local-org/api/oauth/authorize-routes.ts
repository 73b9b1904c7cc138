import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiContext } from '../api-context.ts';
import { approvalPage, refusalPage } from './approval-page.ts';
import {
  authorizationRequest,
  requestedClient,
  type AuthorizationRequest,
} from './authorization-request.ts';
import { OAuthError } from './oauth-error.ts';
import { formOf, queryOf } from './oauth-form.ts';

const url = '/services/oauth2/authorize';
const config = { operation: 'identity' } as const;

/**
 * The page of the web-server flow (help: remoteaccess_oauth_web_server_flow). A person allows or denies there, or, where
 * the org was started so, one user always allows.
 */
export function addAuthorizeRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get(url, { config }, (request, reply) =>
    asked(request, reply, context, async (authorization) => {
      const { approvesAs } = context.options;
      if (approvesAs !== undefined) return allowed(reply, authorization, approvesAs, context);
      return html(reply, approvalPage(authorization, context.users.all()));
    }),
  );

  app.post(url, { config }, (request, reply) =>
    asked(request, reply, context, async (authorization) => {
      const form = formOf(request);
      if (form.get('decision') !== 'allow')
        throw new OAuthError('access_denied', 'end-user denied authorization');
      return allowed(reply, authorization, form.get('username') ?? '', context);
    }),
  );
}

/** What is wrong goes back to the app by way of the browser, or is shown where there is no way back. */
async function asked(
  request: FastifyRequest,
  reply: FastifyReply,
  { clientApps }: ApiContext,
  answer: (authorization: AuthorizationRequest) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const query = queryOf(request);
  let known: ReturnType<typeof requestedClient> | undefined;
  try {
    known = requestedClient(query, clientApps);
    return await answer(authorizationRequest(query, known));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { error: code, message } = error;
    if (known === undefined) return html(reply.code(error.status), refusalPage(code, message));
    return back(reply, known, { error: code, error_description: message });
  }
}

async function allowed(
  reply: FastifyReply,
  authorization: AuthorizationRequest,
  username: string,
  { users, authorizations }: ApiContext,
): Promise<FastifyReply> {
  const user = users.withUsername(username);
  const { client, redirectUri, scopes, codeChallenge } = authorization;
  const { approvedUsers, isSelfApproved } = client;
  const isAdmitted =
    isSelfApproved === true || approvedUsers === 'all' || approvedUsers.includes(username);
  if (user?.isActive !== true || !isAdmitted)
    throw new OAuthError('access_denied', 'user is not admin approved to access this app');
  const code = authorizations.issueCode({
    clientId: client.clientId,
    username: user.username,
    scopes,
    redirectUri,
    codeChallenge,
  });
  return back(reply, authorization, { code });
}

function back(
  reply: FastifyReply,
  { redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
  words: Readonly<Record<string, string>>,
): FastifyReply {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(words)) target.searchParams.set(name, value);
  if (state !== null) target.searchParams.set('state', state);
  return reply.header('cache-control', 'no-store').redirect(target.href, 302);
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
