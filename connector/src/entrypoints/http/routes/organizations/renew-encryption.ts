import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { refusals } from '../../schemas/common.ts';

/** Brings all secrets under the newest key. */
export const renewEncryptionRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'organizations'>
> = (app, { organizations }, done) => {
  app.post(
    '/encryption/renewals',
    {
      config: { scope: 'admin', ofAll: true, audit: 'encryption.renew' },
      schema: {
        operationId: 'renewEncryption',
        summary: 'Encrypts all secrets under ENCRYPTION_KEY that are under ENCRYPTION_KEY_PREVIOUS',
        response: { 200: Type.Object({ renewed: Type.Integer() }), ...refusals },
      },
    },
    async (request) => {
      const renewed = await organizations.renewEncryption();
      noteForAudit(request, { details: { renewed } });
      return { renewed };
    },
  );
  done();
};
