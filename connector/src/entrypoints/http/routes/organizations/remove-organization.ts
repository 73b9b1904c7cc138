import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { notConnected, organizationOf } from '../../authentication.ts';
import { refusals, TextOrNull } from '../../schemas/common.ts';

const RemovedSchema = Type.Object({
  organizationId: Type.String(),
  access: Type.Enum(['revoked', 'not-revoked', 'none-approved'], {
    description:
      'What became of the access that was approved in a browser; none-approved for an organization that was signed in to with a key or secret',
  }),
  problem: {
    ...TextOrNull,
    description: 'Why the access was not revoked at Salesforce, and who can do it',
  },
});

/** Forgets an organization. */
export const removeOrganizationRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'remove'>> = (
  app,
  { remove },
  done,
) => {
  app.delete(
    '',
    {
      config: { scope: 'admin', audit: 'organization.remove' },
      schema: {
        operationId: 'remove',
        summary:
          'Forgets it and its secret, and revokes at Salesforce what was approved in a browser; what was written stays',
        response: { 200: RemovedSchema, ...refusals },
      },
    },
    async (request) => {
      const id = organizationOf(request);
      const removed = await remove(id);
      if (!removed) throw notConnected(id);
      noteForAudit(request, { details: { access: removed.access } });
      return removed;
    },
  );
  done();
};
