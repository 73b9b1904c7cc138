import Fastify, { type FastifyInstance } from 'fastify';
import type { ApiContext } from './api-context.ts';
import { addDownloadRoute } from './app-analytics/download-route.ts';
import { addAsyncRoutes } from './bulk-v1/async-routes.ts';
import { addIngestRoutes } from './bulk/ingest-routes.ts';
import { addBulkQueryRoutes } from './bulk/query-routes.ts';
import { collectionResources } from './composite/collection-resources.ts';
import { compositeResource } from './composite/composite.ts';
import { treeResource } from './composite/tree.ts';
import { apiVersions } from './http/api-version.ts';
import { addBodyParsers, largestBodyBytes } from './http/body-parsers.ts';
import { addErrorAnswers } from './http/error-answers.ts';
import { addResourceRoutes } from './http/resource-routes.ts';
import { parserHeaderBytes } from './http/uri-limit.ts';
import { addDeployRoutes } from './metadata/deploy-routes.ts';
import { addAuthorizeRoutes } from './oauth/authorize-routes.ts';
import { addOauthRoutes } from './oauth/oauth-routes.ts';
import { queryResources } from './query/query-resources.ts';
import { addLifecycle } from './request-lifecycle.ts';
import { describeResources } from './rest/describe-resources.ts';
import { recordResources } from './rest/record-resources.ts';
import { replicationResources } from './rest/replication-resources.ts';
import { rootResources } from './rest/root-resources.ts';
import { unsupportedResources } from './rest/unsupported-resources.ts';
import { addSoapRoutes } from './soap/soap-routes.ts';
import { toolingResources } from './tooling/tooling-resources.ts';
import { addToolingRoutes } from './tooling/tooling-routes.ts';

/** Clients poll every five seconds, which is Node's own keep-alive timeout: the two would race. */
const keepAliveMs = 75_000;

/** The org's HTTP API, ready to listen or to be injected into. */
export async function buildApi(context: ApiContext): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: largestBodyBytes,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: true,
    http: { maxHeaderSize: parserHeaderBytes },
    // Clients double slashes when the instance address ends in one, and end addresses with one.
    routerOptions: {
      ignoreDuplicateSlashes: true,
      ignoreTrailingSlash: true,
      maxParamLength: 2_000,
    },
  });
  addErrorAnswers(app, context);
  addLifecycle(app, context);
  await addBodyParsers(app);
  addOauthRoutes(app, context);
  addAuthorizeRoutes(app, context);
  app.get('/services/data', { config: { operation: 'versions' } }, () => apiVersions);
  const resources = [
    ...rootResources(context),
    ...describeResources(context),
    ...queryResources(context),
    ...replicationResources(context),
    ...recordResources(context),
    ...collectionResources(context),
    ...toolingResources(context),
    treeResource(context),
    ...unsupportedResources,
  ];
  addResourceRoutes(app, [...resources, compositeResource(context, resources)]);
  addDownloadRoute(app, context);
  addIngestRoutes(app, context);
  addBulkQueryRoutes(app, context);
  addAsyncRoutes(app, context);
  addDeployRoutes(app, context);
  addSoapRoutes(app, context);
  addToolingRoutes(app, context);
  return app;
}
