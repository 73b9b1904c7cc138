import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ApiContext } from '../api-context.ts';
import { OAuthError } from '../oauth/oauth-error.ts';
import { asApiError, notFound, type ApiError } from './api-error.ts';
import { pathParams } from './path-pattern.ts';
import { methodNotAllowed } from './resource-table.ts';

/** Turns what routes throw, and addresses nobody answers, into Salesforce's error bodies. */
export function addErrorAnswers(
  app: FastifyInstance,
  { reportDefect }: Pick<ApiContext, 'reportDefect'>,
): void {
  const methodsByPattern = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ method, url }) => {
    const methods = methodsByPattern.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    methodsByPattern.set(url, methods);
  });

  app.setErrorHandler(async (error, _request, reply) => {
    if (error instanceof OAuthError) {
      return reply
        .code(error.status)
        .send({ error: error.error, error_description: error.message });
    }
    const refusal = asApiError(error);
    if (refusal.status >= 500) reportDefect(error);
    return send(reply, refusal);
  });

  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const fitting = [...methodsByPattern].filter(([pattern]) => pathParams(pattern, path) !== null);
    const allowed = fitting.flatMap(([, methods]) => [...methods]);
    return send(
      reply,
      allowed.length === 0 ? notFound() : methodNotAllowed(request.method, allowed),
    );
  });
}

async function send(
  reply: FastifyReply,
  { status, entries, headers }: ApiError,
): Promise<FastifyReply> {
  if (status === 401) reply.header('WWW-Authenticate', 'Token');
  return reply
    .code(status)
    .headers({ ...headers })
    .send(entries);
}
