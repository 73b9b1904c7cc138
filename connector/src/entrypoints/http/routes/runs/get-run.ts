import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { ApiService } from '../../api-service.ts';
import { organizationOf } from '../../authentication.ts';
import { ProblemError } from '../../problem.ts';
import { refusals } from '../../schemas/common.ts';
import { RunKeyParams, runOf, RunSchema } from '../../schemas/run.ts';

/** One run that has ended. */
export const getRunRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'runs'>> = (
  app,
  { runs },
  done,
) => {
  app.get(
    '/runs/:runKey',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getRun',
        summary: 'A run that has ended, with its phases, its counts by mapping and its log',
        params: RunKeyParams,
        response: { 200: RunSchema, ...refusals },
      },
    },
    async (request) => {
      const { runKey } = request.params;
      const run = await runs.find(organizationOf(request), runKey);
      if (run) return runOf(run);
      throw new ProblemError(
        404,
        'Run not found',
        `No run that has ended has the key ${runKey}. It may not have ended (…/runs/open lists those), or it is too old to be remembered.`,
      );
    },
  );
  done();
};
