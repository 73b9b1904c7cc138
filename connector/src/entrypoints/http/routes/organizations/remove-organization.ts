import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { notConnected, organizationOf } from '../../authentication.ts';
import { refusals } from '../../schemas/common.ts';

/** Forgets an organization. */
export const removeOrganizationRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'organizations'>
> = (app, { organizations }, done) => {
  app.delete(
    '',
    {
      config: { scope: 'admin', audit: 'organization.remove' },
      schema: {
        operationId: 'remove',
        summary: 'Forgets it and its secret; what was written stays',
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const id = organizationOf(request);
      if (!(await organizations.remove(id))) throw notConnected(id);
      return reply.code(204).send(null);
    },
  );
  done();
};
