import type { FastifyInstance } from 'fastify';
import { reportRoutes } from './report-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { requireCounting, type UsageService } from './usage-access.ts';

/** The ISVapp port for connectors elsewhere (docs/isvapp-api.md): their workers ask, and the numbers are counted here. */
export async function usageApi(app: FastifyInstance, service: UsageService): Promise<void> {
  // Before the key is looked at: guesses count, too.
  app.addHook('onRequest', app.rateLimit());
  requireCounting(app, service);
  await app.register(sessionRoutes, service);
  await app.register(reportRoutes, service);
}
