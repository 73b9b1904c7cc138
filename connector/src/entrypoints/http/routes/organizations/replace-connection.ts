import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { organizationOf } from '../../authentication.ts';
import { connected } from '../../connecting.ts';
import { refusals } from '../../schemas/common.ts';
import {
  ConnectionSchema,
  organizationAnswer,
  OrganizationSchema,
} from '../../schemas/organization.ts';

/** Gives an organization another address or secret. */
export const replaceConnectionRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'add'>> = (
  app,
  service,
  done,
) => {
  app.put(
    '/connection',
    {
      config: { scope: 'admin', audit: 'organization.reconnect' },
      schema: {
        operationId: 'replaceConnection',
        summary:
          'Gives it another address or secret, once those let the connector in; its schedule stays',
        body: ConnectionSchema,
        response: { 200: OrganizationSchema, ...refusals },
      },
    },
    async (request) => {
      const organization = await connected(request.body, organizationOf(request), service);
      const { instanceUrl, authKind } = organization;
      noteForAudit(request, { details: { instanceUrl, authKind } });
      return organizationAnswer(organization);
    },
  );
  done();
};
