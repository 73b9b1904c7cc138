import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { organizationOf } from '../../authentication.ts';
import { refusals } from '../../schemas/common.ts';
import { OpenRunSchema, openRunOf } from '../../schemas/run.ts';

/** The runs of an organization that wait or are carried out. */
export const listOpenRunsRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'queue'>> = (
  app,
  { queue },
  done,
) => {
  app.get(
    '/runs/open',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listOpenRuns',
        summary: 'Runs that wait for a worker or are carried out',
        response: { 200: Type.Object({ runs: Type.Array(OpenRunSchema) }), ...refusals },
      },
    },
    async (request) => ({ runs: (await queue.openOf(organizationOf(request))).map(openRunOf) }),
  );
  done();
};
