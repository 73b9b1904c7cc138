import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { refusals, TextOrNull } from '../schemas/common.ts';

const MetricSchema = Type.Object({
  key: Type.String(),
  label: Type.String(),
  category: Type.Enum(['Engagement', 'Feature', 'RecordCount']),
  packageId: TextOrNull,
  packageName: TextOrNull,
  unit: Type.Enum(['ActiveUsers', 'Events', 'Records']),
  latestDataPoint: TextOrNull,
  state: Type.Enum(['Ready', 'RecalculationPending', 'NoData', 'Removed']),
});

/** The metrics that can be mapped, as a run would publish them. */
export const catalogueRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'setup'>> = (
  app,
  { setup },
  done,
) => {
  app.get(
    '/catalogue',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getCatalogue',
        summary: 'The metrics that can be mapped; read once a minute',
        response: {
          200: Type.Object({ readAt: Type.String(), metrics: Type.Array(MetricSchema) }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { readAt, catalogue } = await setup(organizationOf(request));
      return {
        readAt: readAt.toISOString(),
        metrics: catalogue.map((metric) => ({ ...metric })),
      };
    },
  );
  done();
};
