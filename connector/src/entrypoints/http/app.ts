import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Tracer } from '../../ports/tracer.ts';
import type { ApiService } from './api-service.ts';
import { documentation } from './documentation.ts';
import { isvappRestApi } from './isvapp/rest-api.ts';
import { answerProblem, ProblemError, sendProblem } from './problem.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute, type MetricsOptions } from './routes/metrics.ts';
import { oauthCallbackRoute } from './routes/oauth-callback.ts';
import { schemaRefusal } from './schema-refusal.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { traceRequests } from './tracing.ts';
import { usageApi } from './usage/usage-api.ts';
import { v1 } from './v1.ts';

export interface AppOptions {
  /** Requests that one address may make in a minute. */
  readonly requestsPerMinute: number;
  /**
   * Proxies, as addresses and networks, that are believed where a request comes from. Without them that is whoever is
   * connected: behind a proxy all clients together make as many requests as one may.
   */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Absent where nothing is to be logged. */
  readonly logger?: FastifyBaseLogger | undefined;
  /** Absent where nobody scrapes: then there is no /metrics. */
  readonly metrics?: MetricsOptions | undefined;
  /** Absent where requests are not to be traced. */
  readonly tracer?: Tracer | undefined;
}

/** The largest request is a preview with 200 ids. */
const bodyLimitBytes = 64 * 1_024;

/** The HTTP API (docs/connector-api.md), ready to listen or to be asked by a test. */
export async function httpApp(service: ApiService, options: AppOptions): Promise<FastifyInstance> {
  const app = await bareApp(options);
  await documentation(app, service.version);
  await supervision(app, service, options);
  await app.register((api: FastifyInstance) => v1(api, service), { prefix: '/v1' });
  await app.register(oauthCallbackRoute, service);
  await app.register((api: FastifyInstance) => isvappRestApi(api, service), { prefix: '/api' });
  const { usageSessions } = service;
  if (usageSessions)
    await app.register((api: FastifyInstance) => usageApi(api, { ...service, usageSessions }), {
      prefix: '/isvapp/v1',
    });
  return app;
}

/** What whoever supervises a process asks it, without the API. */
export async function healthApp(
  service: Pick<ApiService, 'checkReady'>,
  options: AppOptions,
): Promise<FastifyInstance> {
  const app = await bareApp(options);
  await supervision(app, service, options);
  return app;
}

async function supervision(
  app: FastifyInstance,
  service: Pick<ApiService, 'checkReady'>,
  { metrics }: AppOptions,
): Promise<void> {
  await app.register(healthRoutes, service);
  if (metrics) await app.register(metricsRoute, metrics);
}

/** Without a route: limits, headers and how refusals look. */
async function bareApp({
  requestsPerMinute,
  trustedProxies = [],
  logger,
  tracer,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...(logger && { loggerInstance: logger }),
    bodyLimit: bodyLimitBytes,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // Whoever is in the middle of a request gets the answer; idle connections do not hold the end up.
    forceCloseConnections: 'idle',
    // Coercion makes 0 of null (docs/architecture.md); what has another type is refused instead.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    schemaErrorFormatter: schemaRefusal,
    routerOptions: { maxParamLength: 200 },
    // Addresses that are none fail before a route, and its error handler, is found.
    frameworkErrors: answerProblem,
  }).withTypeProvider<TypeBoxTypeProvider>();

  if (tracer) traceRequests(app, tracer);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request, reply) => {
    const detail = `This connector has no ${request.method} ${request.url.split('?')[0] ?? ''}. Its version may be older.`;
    sendProblem(reply, { title: 'Not found', status: 404, detail });
  });
  sendSecurityHeaders(app);
  await app.register(rateLimit, {
    global: false,
    max: requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { after }) =>
      new ProblemError(429, 'Too many requests', `Too many requests. Try again in ${after}.`),
  });
  answerConnectionClose(app);
  return app;
}

/** A kept-alive connection would hold the end of the process up until it times out. */
function answerConnectionClose(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
