import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { refusals, TextOrNull } from '../../schemas/common.ts';
import { organizationAnswer, OrganizationSchema } from '../../schemas/organization.ts';
import { limit, limitOf } from '../../schemas/paging.ts';

/** The connected organizations. */
export const listOrganizationsRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'organizations'>
> = (app, { organizations }, done) => {
  app.get(
    '/organizations',
    {
      config: { scope: 'read', ofAll: true },
      schema: {
        operationId: 'listOrganizations',
        summary: 'The connected organizations, by id',
        querystring: Type.Object(
          {
            limit,
            cursor: Type.Optional(
              Type.String({
                pattern: '^[A-Za-z0-9]{18}$',
                description: 'nextCursor of the page before',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            organizations: Type.Array(OrganizationSchema),
            nextCursor: TextOrNull,
          }),
          ...refusals,
        },
      },
    },
    async ({ query }) => {
      const rows = limitOf(query);
      // One more tells whether there is another page.
      const found = await organizations.page(query.cursor ?? '', rows + 1);
      const page = found.slice(0, rows);
      return {
        organizations: page.map(organizationAnswer),
        nextCursor: found.length > rows ? (page.at(-1)?.id ?? null) : null,
      };
    },
  );
  done();
};
