import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { refusals } from '../schemas/common.ts';

/** Says which connector answers, and for which organization. */
export const statusRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'version'>> = (
  app,
  { version },
  done,
) => {
  app.get(
    '/status',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getStatus',
        summary: 'Version of the connector, and the organization of the key',
        response: {
          200: Type.Object({ version: Type.String(), organizationId: Type.String() }),
          ...refusals,
        },
      },
    },
    (request) => ({ version, organizationId: organizationOf(request) }),
  );
  done();
};
