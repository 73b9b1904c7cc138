import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { connected } from '../../connecting.ts';
import { refusals } from '../../schemas/common.ts';
import {
  NewOrganizationSchema,
  organizationAnswer,
  OrganizationSchema,
} from '../../schemas/organization.ts';

/** Connects an organization, or gives a connected one another address or secret. */
export const addOrganizationRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'add'>> = (
  app,
  service,
  done,
) => {
  app.post(
    '/organizations',
    {
      config: { scope: 'admin', ofAll: true, audit: 'organization.add' },
      schema: {
        operationId: 'addOrganization',
        summary:
          'Connects an organization: signs in, pins the one that answers, keeps the secret encrypted',
        body: NewOrganizationSchema,
        response: { 201: OrganizationSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { expectedOrganizationId, ...connection } = request.body;
      const added = await connected(connection, expectedOrganizationId, service);
      const { id, instanceUrl, authKind } = added;
      noteForAudit(request, { organizationId: id, details: { instanceUrl, authKind } });
      return reply.code(201).send(organizationAnswer(added));
    },
  );
  done();
};
