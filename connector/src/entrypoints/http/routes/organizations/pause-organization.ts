import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { ApiService } from '../../api-service.ts';
import { notConnected, organizationOf } from '../../authentication.ts';
import { refusals } from '../../schemas/common.ts';
import { organizationAnswer, OrganizationSchema } from '../../schemas/organization.ts';

/** Pauses an organization, and goes on with it. */
export const pauseOrganizationRoutes: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'organizations'>
> = (app, { organizations }, done) => {
  for (const [verb, isPaused, summary] of [
    ['pause', true, 'Stops its scheduled runs, and looking for requested ones'],
    ['resume', false, 'Goes on with a paused one; a start that passed is made up by one run'],
  ] as const)
    app.post(
      `/${verb}`,
      {
        config: { scope: 'operate', audit: `organization.${verb}` },
        schema: {
          operationId: verb,
          summary,
          response: { 200: OrganizationSchema, ...refusals },
        },
      },
      async (request) => {
        const id = organizationOf(request);
        await organizations.setPaused(id, isPaused);
        const organization = await organizations.find(id);
        if (organization) return organizationAnswer(organization);
        throw notConnected(id);
      },
    );
  done();
};
