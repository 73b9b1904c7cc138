import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { ApiService } from '../../api-service.ts';
import { organizationOf } from '../../authentication.ts';
import { ProblemError } from '../../problem.ts';
import { refusals } from '../../schemas/common.ts';
import { RunKeyParams } from '../../schemas/run.ts';

/** Ends a run that waits or is carried out. */
export const cancelRunRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'queue'>> = (
  app,
  { queue },
  done,
) => {
  app.post(
    '/runs/:runKey/cancel',
    {
      config: { scope: 'operate', audit: 'run.cancel' },
      schema: {
        operationId: 'cancelRun',
        summary: 'Ends a run: what was sent is settled, and nothing more is sent',
        params: RunKeyParams,
        response: { 202: RunKeyParams, ...refusals },
      },
    },
    async (request, reply) => {
      const { runKey } = request.params;
      const open = await queue.openOf(organizationOf(request));
      if (open.some((run) => run.runKey === runKey) && (await queue.cancel(runKey)))
        return reply.code(202).send({ runKey });
      throw new ProblemError(
        404,
        'No such run is open',
        `No run with the key ${runKey} waits or is carried out. It may have ended: …/runs lists those.`,
      );
    },
  );
  done();
};
