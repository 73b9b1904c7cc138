import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { id18 } from '../../../domain/salesforce-id.ts';
import type { ApiService } from '../api-service.ts';
import { refusals, TextOrNull } from '../schemas/common.ts';
import { limit, limitOf } from '../schemas/paging.ts';

const AuditSchema = Type.Object({
  entries: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Type.String(),
      actor: Type.Object({
        kind: Type.Enum(['api-key', 'command-line']),
        id: Type.String(),
        name: Type.String(),
      }),
      organizationId: TextOrNull,
      action: Type.String({ description: 'Such as organization.pause' }),
      details: Type.Object({}, { additionalProperties: true }),
    }),
  ),
  nextCursor: TextOrNull,
});

/** What was changed in the connector, and by whom. */
export const auditRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'audit'>> = (
  app,
  { audit },
  done,
) => {
  app.get(
    '/audit',
    {
      config: { scope: 'admin', ofAll: true },
      schema: {
        operationId: 'listAudit',
        summary: 'What was changed and by whom, the newest first; kept for 400 days',
        querystring: Type.Object(
          {
            limit,
            cursor: Type.Optional(
              Type.String({ pattern: '^\\d{1,15}$', description: 'nextCursor of the page before' }),
            ),
            organizationId: Type.Optional(
              Type.String({ pattern: '^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: AuditSchema, ...refusals },
      },
    },
    async ({ query }) => {
      const { cursor, organizationId } = query;
      const rows = limitOf(query);
      const found = await audit.page({
        // One more tells whether there is another page.
        limit: rows + 1,
        before: cursor === undefined ? null : Number(cursor),
        organizationId: organizationId === undefined ? null : id18(organizationId),
      });
      const page = found.slice(0, rows);
      const last = page.at(-1);
      return {
        entries: page.map((entry) => ({
          ...entry,
          at: entry.at.toISOString(),
          actor: { ...entry.actor },
          details: { ...entry.details },
        })),
        nextCursor: found.length > rows && last ? String(last.id) : null,
      };
    },
  );
  done();
};
