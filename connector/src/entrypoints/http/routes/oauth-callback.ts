import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { AuthorizationRefused } from '../../../domain/authorization.ts';
import {
  callbackHeaders,
  callbackPath,
  connectedPage,
  notConnectedPage,
} from '../../../domain/callback-page.ts';
import { OrgError } from '../../../domain/org-error.ts';
import type { ApiService } from '../api-service.ts';

/**
 * Where a browser comes back to from Salesforce. It brings no key: the state, which is good once and was given to a bearer
 * of an operator's key, is what lets it in. Answers are pages for people.
 */
export const oauthCallbackRoute: FastifyPluginAsync<
  Pick<ApiService, 'finishAuthorization'>
> = async (app, { finishAuthorization }) => {
  app.addHook('onRequest', app.rateLimit());
  app.get(
    callbackPath,
    {
      schema: { hide: true },
      // The address holds a code and a state.
      logSerializers: {
        req: ({ method }: { readonly method: string }) => ({ method, url: callbackPath }),
      },
    },
    async (request, reply) => {
      try {
        const { search } = new URL(request.url, 'http://localhost');
        const { name } = await finishAuthorization(new URLSearchParams(search));
        return await page(reply, 200, connectedPage(name));
      } catch (error) {
        const { status, words } = told(error);
        if (status >= 500) request.log.error({ err: error }, 'a sign-in could not be finished');
        return page(reply, status, notConnectedPage(words));
      }
    },
  );
  await Promise.resolve();
};

function told(error: unknown): { readonly status: number; readonly words: string } {
  if (error instanceof AuthorizationRefused) return { status: 400, words: error.message };
  if (error instanceof OrgError)
    return { status: error.kind === 'transient' ? 503 : 422, words: error.message };
  return {
    status: 500,
    words:
      'The connector could not keep the connection. Whoever runs it finds the reason in its log.',
  };
}

function page(reply: FastifyReply, status: number, content: string): FastifyReply {
  return reply.code(status).headers(callbackHeaders).send(content);
}
