import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../api-service.ts';
import { ProblemError } from '../problem.ts';
import { problem } from '../schemas/common.ts';

const Alive = Type.Object({ status: Type.Literal('ok') });

/** For whoever supervises the process. Needs no key and tells nothing but whether. */
export const healthRoutes: FastifyPluginCallbackTypebox<Pick<ApiService, 'checkReady'>> = (
  app,
  { checkReady },
  done,
) => {
  app.get(
    '/livez',
    {
      schema: {
        operationId: 'isAlive',
        summary: 'Whether the process answers',
        security: [],
        response: { 200: Alive },
      },
    },
    () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'isReady',
        summary: 'Whether the process can do its work: its store answers',
        security: [],
        response: { 200: Alive, 503: problem },
      },
    },
    async (request) => {
      try {
        await checkReady();
      } catch (error) {
        request.log.error({ err: error }, 'not ready');
        throw new ProblemError(503, 'Not ready', 'The store of the connector does not answer.');
      }
      return { status: 'ok' as const };
    },
  );
  done();
};
