import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { ApiService } from '../../api-service.ts';
import { notConnected, organizationOf } from '../../authentication.ts';
import { refusals } from '../../schemas/common.ts';
import { organizationAnswer, OrganizationSchema } from '../../schemas/organization.ts';

/** One connected organization. */
export const getOrganizationRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'organizations'>
> = (app, { organizations }, done) => {
  app.get(
    '',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getOrganization',
        summary: 'A connected organization',
        response: { 200: OrganizationSchema, ...refusals },
      },
    },
    async (request) => {
      const id = organizationOf(request);
      const organization = await organizations.find(id);
      if (organization) return organizationAnswer(organization);
      throw notConnected(id);
    },
  );
  done();
};
