import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { bearerOf } from '../../authentication.ts';
import { refusals, TextOrNull } from '../../schemas/common.ts';
import { keyAnswer, KeySchema } from '../../schemas/key.ts';
import { limit, limitOf } from '../../schemas/paging.ts';

/** The keys that the bearer looks after. */
export const listKeysRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'managedKeys'>> = (
  app,
  { managedKeys },
  done,
) => {
  app.get(
    '/keys',
    {
      config: { scope: 'admin', ofEither: true },
      schema: {
        operationId: 'listKeys',
        summary: 'The keys, without their secrets, the newest first; revoked and expired ones, too',
        querystring: Type.Object(
          {
            limit,
            cursor: Type.Optional(
              Type.String({
                pattern: '^[0-9a-f]{16}$',
                description: 'nextCursor of the page before',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({ keys: Type.Array(KeySchema), nextCursor: TextOrNull }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { query } = request;
      const all = await managedKeys.list(bearerOf(request));
      const after = query.cursor;
      const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
      const page = all.slice(start, start + limitOf(query));
      const isMore = all.length > start + page.length;
      return {
        keys: page.map(keyAnswer),
        nextCursor: isMore ? (page.at(-1)?.id ?? null) : null,
      };
    },
  );
  done();
};
