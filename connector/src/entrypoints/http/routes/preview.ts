import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { id18 } from '../../../domain/salesforce-id.ts';
import type { ApiService } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { ProblemError } from '../problem.ts';
import { refusals } from '../schemas/common.ts';
import { PreviewRequestSchema, PreviewSchema } from '../schemas/preview.ts';

/** What a mapping that is not saved would do, on real Accounts. Writes nothing. */
export const previewRoute: FastifyPluginCallbackTypebox<ApiService> = (app, service, done) => {
  app.post(
    '/preview',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'previewMapping',
        summary: 'What a mapping would do',
        body: PreviewRequestSchema,
        response: { 200: PreviewSchema, ...refusals },
      },
    },
    async (request) => {
      const { body } = request;
      if ((body.kind === 'Metric') === (body.metricKey === null))
        throw new ProblemError(
          400,
          'The mapping can not be previewed',
          'metricKey names the metric of a mapping of the kind Metric, and is null for every other.',
        );
      const answer = await service.preview(organizationOf(request), {
        ...body,
        accountIds: [...new Set(body.accountIds.map(id18))],
      });
      if (!('problem' in answer)) return { ...answer, rows: [...answer.rows] };
      const { message, explanation } = answer.problem;
      throw new ProblemError(
        422,
        'The mapping can not be carried out',
        `${message} ${explanation}`,
      );
    },
  );
  done();
};
