import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../api-service.ts';
import { noteForAudit } from '../audited.ts';
import { organizationOf } from '../authentication.ts';
import { anotherRunWaits, ProblemError } from '../problem.ts';
import { refusals } from '../schemas/common.ts';

const part = Type.Unsafe<string | null>({
  type: ['string', 'null'],
  pattern: '^[\\w.:-]{1,255}$',
  description: 'null takes all',
});

const body = Type.Object(
  {
    errorCode: part,
    mapping: part,
    field: part,
    approveMassChange: Type.Optional(
      Type.Boolean({
        description:
          'Let the values go though the mass-change brake would hold them; false without it, because they are decided anew',
      }),
    ),
  },
  { additionalProperties: false },
);

/** Sends again what a run could not write. */
export const retryRoute: FastifyPluginCallbackTypebox<ApiService> = (app, service, done) => {
  app.post(
    '/runs/:runKey/retry',
    {
      config: { scope: 'operate', audit: 'run.retry' },
      schema: {
        operationId: 'retryRun',
        summary: 'Starts a run that sends the failed values of another again',
        params: Type.Object({ runKey: Type.String({ pattern: '^[0-9A-Za-z-]{1,64}$' }) }),
        body,
        response: {
          202: Type.Object({ runKey: Type.String(), accounts: Type.Integer() }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { runKey } = request.params;
      const { approveMassChange: massChangeApproved = false, ...narrowed } = request.body;
      const which = { ...narrowed, massChangeApproved };
      const started = await service.retry(organizationOf(request), runKey, which);
      if (started === 'nothing-failed')
        throw new ProblemError(
          409,
          'Nothing to retry',
          `No value of the run ${runKey} that this asks for has failed.`,
        );
      if (started === 'unknown-run')
        throw new ProblemError(
          404,
          'Run not found',
          `No run has the key ${runKey}. Another connector may have made it, or it is too old to be remembered.`,
        );
      if (started === 'busy') throw anotherRunWaits();
      noteForAudit(request, {
        details: { runKey: started.runKey, retryOf: runKey, massChangeApproved },
      });
      return reply.code(202).send(started);
    },
  );
  done();
};
