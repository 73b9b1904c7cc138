import type { FastifyInstance } from 'fastify';
import { accountRoutes } from './account-routes.ts';
import { requireClient } from './client-access.ts';
import { answerInEnvelopes } from './envelope.ts';
import type { IsvappService } from './isvapp-service.ts';
import { twoPerSecond } from './pace.ts';
import { tokenRoute } from './token-route.ts';

/** ISVapp's public REST API, as far as it is known (docs/isvapp-api.md), from the connector's own directory. */
export async function isvappRestApi(app: FastifyInstance, service: IsvappService): Promise<void> {
  answerInEnvelopes(app);
  // Before the client is known: guesses count, too.
  app.addHook('onRequest', app.rateLimit());
  const pace = twoPerSecond(app);
  await app.register((token: FastifyInstance, _options, done) => {
    tokenRoute(token, service, pace);
    done();
  });
  await app.register(
    async (api) => {
      requireClient(api, service, pace);
      await api.register(accountRoutes, service);
    },
    { prefix: '/v1' },
  );
}
