import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** The API's description as OpenAPI 3.1 under /openapi.json, and a page to read it under /docs. */
export async function documentation(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'ISVapp connector',
        version,
        description:
          'What only the connector knows of the organization that an API key belongs to. NULL is null and never 0.',
      },
      components: {
        securitySchemes: {
          client: {
            type: 'http',
            scheme: 'basic',
            description: 'The id of an API key, and the key',
          },
          apiKey: { type: 'http', scheme: 'bearer', description: 'isvapp-connector keys add' },
        },
      },
      security: [{ apiKey: [] }],
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
