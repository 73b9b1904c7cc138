import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { organizationOf } from '../../authentication.ts';
import { anotherRunWaits } from '../../problem.ts';
import { refusals } from '../../schemas/common.ts';
import { RunKeyParams } from '../../schemas/run.ts';

const StartSchema = Type.Object(
  {
    dryRun: Type.Boolean({ description: 'Compute and log everything, write no Account' }),
    approveMassChange: Type.Optional(
      Type.Boolean({ description: 'Let the mass-change brake go for this run; false without it' }),
    ),
  },
  { additionalProperties: false },
);

/** Queues a run. */
export const startRunRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'startRun'>> = (
  app,
  { startRun },
  done,
) => {
  app.post(
    '/runs',
    {
      config: { scope: 'operate', audit: 'run.start' },
      schema: {
        operationId: 'startRun',
        summary: 'Queues a run; a worker takes it up within seconds',
        body: StartSchema,
        response: { 202: RunKeyParams, ...refusals },
      },
    },
    async (request, reply) => {
      const { dryRun, approveMassChange: massChangeApproved = false } = request.body;
      const started = await startRun(organizationOf(request), { dryRun, massChangeApproved });
      if (started === 'busy') throw anotherRunWaits();
      noteForAudit(request, { details: { ...started, dryRun, massChangeApproved } });
      return reply.code(202).send(started);
    },
  );
  done();
};
