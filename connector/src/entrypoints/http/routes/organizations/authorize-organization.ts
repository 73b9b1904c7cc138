import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { keyOfBearer } from '../../authentication.ts';
import { authorizationBegun } from '../../connecting.ts';
import { refusals } from '../../schemas/common.ts';
import { AuthorizationSchema } from '../../schemas/organization.ts';

/** Begins to connect an organization that somebody approves in a browser; /oauth/callback finishes it. */
export const authorizeOrganizationRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'authorize'>
> = (app, service, done) => {
  app.post(
    '/organizations/authorize',
    {
      config: { scope: 'admin', ofAll: true, audit: 'organization.authorize' },
      schema: {
        operationId: 'authorizeOrganization',
        summary:
          'Begins a sign-in in a browser: open the address, sign in as the integration user and allow the app',
        body: AuthorizationSchema,
        response: {
          201: Type.Object({
            authorizationUrl: Type.String({ description: 'To be opened in a browser, once' }),
            redirectUri: Type.String({
              description: 'Where the browser comes back to: a callback URL of the app',
            }),
            expiresAt: Type.String(),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const key = keyOfBearer(request);
      const begunBy = key && ({ kind: 'api-key', id: key.id, name: key.name } as const);
      const { url, redirectUri, expiresAt } = await authorizationBegun(
        { ...request.body, begunBy },
        service,
      );
      noteForAudit(request, { details: { instanceUrl: request.body.instanceUrl } });
      return reply.code(201).send({
        authorizationUrl: url,
        redirectUri,
        expiresAt: expiresAt.toISOString(),
      });
    },
  );
  done();
};
