import type { FastifyInstance } from 'fastify';
import type { ApiService } from './api-service.ts';
import { accountOutcomesRoute } from './routes/account-outcomes.ts';
import { catalogueRoute } from './routes/catalogue.ts';
import { directoryRoute } from './routes/directory.ts';
import { explainRoute } from './routes/explain.ts';
import { mappingsRoute } from './routes/mappings.ts';
import { plannedChangesRoute } from './routes/planned-changes.ts';
import { previewRoute } from './routes/preview.ts';
import { retryRoute } from './routes/retry.ts';
import { cancelRunRoute } from './routes/runs/cancel-run.ts';
import { getRunRoute } from './routes/runs/get-run.ts';
import { listOpenRunsRoute } from './routes/runs/list-open-runs.ts';
import { listRunsRoute } from './routes/runs/list-runs.ts';
import { startRunRoute } from './routes/runs/start-run.ts';
import { settingsRoute } from './routes/settings.ts';
import { statusRoute } from './routes/status.ts';

/** Everything that is about one organization, whichever way that is named. */
export async function organizationRoutes(api: FastifyInstance, service: ApiService): Promise<void> {
  await api.register(statusRoute, service);
  await api.register(directoryRoute, service);
  await api.register(previewRoute, service);
  await api.register(explainRoute, service);
  await api.register(accountOutcomesRoute, service);
  await api.register(mappingsRoute, service);
  await api.register(settingsRoute, service);
  await api.register(catalogueRoute, service);
  await api.register(listRunsRoute, service);
  await api.register(listOpenRunsRoute, service);
  await api.register(getRunRoute, service);
  await api.register(startRunRoute, service);
  await api.register(cancelRunRoute, service);
  await api.register(retryRoute, service);
  await api.register(plannedChangesRoute, service);
}
