import type { FastifyInstance, RouteOptions } from 'fastify';
import type { TSchema } from 'typebox';

const organizationId = {
  type: 'string',
  pattern: '^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$',
  description: 'Organization id, 15 or 18 characters',
};

/**
 * Describes the routes of these plugins as those of the organization in their address: the same routes are also there
 * for the organization of a key, under another name.
 */
export function describeAsNamed(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    const { schema } = route;
    if (!schema) return;
    const params = (schema.params ?? {
      type: 'object',
      properties: {},
      required: [],
    }) as TSchema & {
      readonly properties: Readonly<Record<string, unknown>>;
      readonly required?: readonly string[];
    };
    // A HEAD route is made of a GET route that was described before.
    if ('organizationId' in params.properties) return;
    route.schema = {
      ...schema,
      ...(schema.operationId !== undefined && {
        operationId: `${schema.operationId}OfOrganization`,
      }),
      params: {
        ...params,
        properties: { organizationId, ...params.properties },
        required: ['organizationId', ...(params.required ?? [])],
      },
    };
  });
}
