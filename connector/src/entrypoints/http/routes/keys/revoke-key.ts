import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { bearerOf } from '../../authentication.ts';
import { ProblemError } from '../../problem.ts';
import { refusals } from '../../schemas/common.ts';
import { keyAnswer, KeySchema } from '../../schemas/key.ts';

/** Ends a key, but for the last one that could issue another. */
export const revokeKeyRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'managedKeys'>> = (
  app,
  { managedKeys },
  done,
) => {
  app.delete(
    '/keys/:id',
    {
      config: { scope: 'admin', ofEither: true, audit: 'key.revoke' },
      schema: {
        operationId: 'revokeKey',
        summary: 'Ends a key at once; 409 for the last one that can issue others',
        params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{16}$' }) }),
        response: { 200: KeySchema, ...refusals },
      },
    },
    async (request) => {
      const { id } = request.params;
      const revoked = await managedKeys.revoke(bearerOf(request), id);
      if (revoked === 'unknown') throw unknownKey(id);
      if (revoked === 'last') throw lastKey();
      noteForAudit(request, { organizationId: revoked.organizationId });
      return keyAnswer(revoked);
    },
  );
  done();
};

function unknownKey(id: string): ProblemError {
  return new ProblemError(
    404,
    'Key not found',
    `There is no key ${id} that holds and is yours to look after. GET /v1/keys lists them.`,
  );
}

function lastKey(): ProblemError {
  return new ProblemError(
    409,
    'The last key of an administrator',
    'Nobody could issue a key over HTTP after it. Issue another with the scope admin first, or revoke this one at the command line with "isvapp-connector keys revoke", where keys can always be issued.',
  );
}
