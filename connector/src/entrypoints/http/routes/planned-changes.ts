import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { organizationOf } from '../authentication.ts';
import { answerPlannedChanges, type PlanReader } from '../planned-changes-answer.ts';
import { refusals } from '../schemas/common.ts';
import {
  PlannedChangesQuerySchema,
  plannedChangesResponse,
  RunParamsSchema,
} from '../schemas/planned-changes.ts';

/** What a dry or held run of the key's organization would change. */
export const plannedChangesRoute: FastifyPluginCallbackTypebox<PlanReader> = (
  app,
  service,
  done,
) => {
  app.get(
    '/runs/:runKey/changes',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listPlannedChanges',
        summary: 'What a dry or held run would change: before and after of each value',
        params: RunParamsSchema,
        querystring: PlannedChangesQuerySchema,
        response: { 200: plannedChangesResponse, ...refusals },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const question = { organizationId: organizationOf(request), ...params, query };
      await answerPlannedChanges(question, service, request, reply);
      return reply;
    },
  );
  done();
};
