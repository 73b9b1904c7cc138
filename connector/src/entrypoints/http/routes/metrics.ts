import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { ProblemError } from '../problem.ts';
import { problem } from '../schemas/common.ts';

export interface MetricsOptions {
  /** What the bearer has to show: API keys belong to one organization, and this tells of all. */
  readonly token: string;
  /** Everything counted, in the text form of Prometheus. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** For a Prometheus that scrapes the connector. */
export const metricsRoute: FastifyPluginCallbackTypebox<MetricsOptions> = (app, options, done) => {
  const expected = digest(options.token);
  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        summary: 'What the connector has counted, for Prometheus',
        response: { 200: Type.String(), '4xx': problem },
      },
      // Before the token is looked at: guesses count, too.
      onRequest: app.rateLimit(),
    },
    async ({ headers }, reply) => {
      const [, token = ''] = /^Bearer +(\S{1,200})$/i.exec(headers.authorization ?? '') ?? [];
      if (!timingSafeEqual(digest(token), expected)) throw wrongToken();
      const { contentType, text } = await options.exposition();
      void reply.header('content-type', contentType);
      return text;
    },
  );
  done();
};

/** Of equal length whatever is compared. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function wrongToken(): ProblemError {
  return new ProblemError(
    401,
    'No valid token',
    'The request does not have the bearer token of METRICS_TOKEN. Whoever runs the connector can put it into the configuration of Prometheus.',
  );
}
