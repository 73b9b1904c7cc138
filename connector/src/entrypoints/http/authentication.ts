import type { FastifyInstance, FastifyRequest } from 'fastify';
import { scopeIncludes, type ApiKey, type ApiScope } from '../../domain/api-key.ts';
import type { ApiService } from './api-service.ts';
import { ProblemError } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the key of a request must let its bearer do. */
    scope?: ApiScope;
  }
}

const bearers = new WeakMap<FastifyRequest, ApiKey>();
const bearerPattern = /^Bearer +([\w-]{1,200})$/i;

/** Asks every request of these routes for a key that holds, lets it do the thing, and belongs to an organization served here. */
export function requireKey(app: FastifyInstance, service: ApiService): void {
  app.addHook('onRequest', async (request, reply) => {
    const key = await keyOf(request, service);
    if (!key) {
      void reply.header('www-authenticate', 'Bearer realm="isvapp-connector"');
      throw new ProblemError(
        401,
        'No valid API key',
        'The request has no API key that this connector knows, or the key was revoked or has expired. Whoever runs the connector can issue one with "isvapp-connector keys add".',
      );
    }
    await refuseWithoutRight(request, key, service);
    bearers.set(request, key);
  });
}

/** The organization that the request is about: that of its key. */
export function organizationOf(request: FastifyRequest): string {
  const key = bearers.get(request);
  if (!key) throw new Error('A route outside of requireKey asked for its organization.');
  return key.organizationId;
}

async function keyOf(request: FastifyRequest, { keys }: ApiService): Promise<ApiKey | undefined> {
  const [, token] = bearerPattern.exec(request.headers.authorization ?? '') ?? [];
  return token === undefined ? undefined : keys.verify(token);
}

async function refuseWithoutRight(
  { routeOptions }: FastifyRequest,
  key: ApiKey,
  service: ApiService,
): Promise<void> {
  const asked = routeOptions.config.scope ?? 'admin';
  if (!scopeIncludes(key.scope, asked))
    throw new ProblemError(
      403,
      'The API key may not do this',
      `The API key "${key.name}" has the scope ${key.scope}, and this needs ${asked}. Whoever runs the connector can issue another key.`,
    );
  if (!(await service.serves(key.organizationId)))
    throw new ProblemError(
      403,
      'Another organization',
      `The API key "${key.name}" is of the organization ${key.organizationId}, which this connector does not serve.`,
    );
}
