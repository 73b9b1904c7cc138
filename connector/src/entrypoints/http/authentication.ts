import type { FastifyInstance, FastifyRequest } from 'fastify';
import { scopeIncludes, type ApiKey, type ApiScope } from '../../domain/api-key.ts';
import { id18, isSalesforceId } from '../../domain/salesforce-id.ts';
import type { ApiService } from './api-service.ts';
import { ProblemError } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the key of a request must let its bearer do. */
    scope?: ApiScope;
    /** Whether it is about no single organization: then the key has to be an operator's. */
    ofAll?: true;
    /** Whether it is about whatever the key is of: one organization, or all. */
    ofEither?: true;
  }
}

interface Bearer {
  readonly key: ApiKey;
  /** What the request is about; null where that is no single organization. */
  readonly organizationId: string | null;
}

const bearers = new WeakMap<FastifyRequest, Bearer>();
const bearerPattern = /^Bearer +([\w-]{1,200})$/i;

/**
 * Asks every request of these routes for a key that holds, lets it do the thing, and is of the organization that the
 * request is about, or of all.
 */
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
    refuseWithoutScope(request, key);
    const organizationId = await organizationAsked(request, key, service);
    bearers.set(request, { key, organizationId });
  });
}

/** The organization that the request is about, 18 characters: the one in its address, or that of its key. */
export function organizationOf(request: FastifyRequest): string {
  const organizationId = bearers.get(request)?.organizationId;
  if (organizationId) return organizationId;
  throw new Error('A route that is about no organization asked for it.');
}

/** The key of a request to one of these routes. */
export function bearerOf(request: FastifyRequest): ApiKey {
  const key = keyOfBearer(request);
  if (key) return key;
  throw new Error('A route outside of requireKey asked for the key.');
}

/** The key of a request that requireKey let pass; undefined of one it did not. */
export function keyOfBearer(request: FastifyRequest): ApiKey | undefined {
  return bearers.get(request)?.key;
}

async function keyOf(request: FastifyRequest, { keys }: ApiService): Promise<ApiKey | undefined> {
  const [, token] = bearerPattern.exec(request.headers.authorization ?? '') ?? [];
  return token === undefined ? undefined : keys.verify(token);
}

function refuseWithoutScope({ routeOptions }: FastifyRequest, key: ApiKey): void {
  const asked = routeOptions.config.scope ?? 'admin';
  if (scopeIncludes(key.scope, asked)) return;
  throw new ProblemError(
    403,
    'The API key may not do this',
    `The API key "${key.name}" has the scope ${key.scope}, and this needs ${asked}. Whoever runs the connector can issue another key.`,
  );
}

async function organizationAsked(
  request: FastifyRequest,
  key: ApiKey,
  service: ApiService,
): Promise<string | null> {
  const { organizationId: own } = key;
  if (request.routeOptions.config.ofAll) return onlyOfAll(key);
  const named = organizationInAddress(request);
  const asked = named ?? own;
  if (asked === null) return ofNone(request, key);
  if (own !== null && asked !== own) throw keyOfAnother(key, own);
  if (await service.serves(asked)) return asked;
  throw named === undefined ? keyOfUnknown(key, asked) : notConnected(asked);
}

function onlyOfAll(key: ApiKey): null {
  if (key.organizationId === null) return null;
  throw keyOfOne(key, key.organizationId);
}

function ofNone({ routeOptions }: FastifyRequest, key: ApiKey): null {
  if (routeOptions.config.ofEither) return null;
  throw keyOfAll(key);
}

function organizationInAddress({ params }: FastifyRequest): string | undefined {
  const { organizationId: named } = params as { readonly organizationId?: string };
  if (named === undefined) return undefined;
  if (isSalesforceId(named)) return id18(named);
  throw notConnected(named);
}

/** Of an organization that is not, or not any more, connected. */
export function notConnected(organizationId: string): ProblemError {
  return new ProblemError(
    404,
    'Organization not found',
    `No organization "${organizationId}" is connected. GET /v1/organizations lists those that are.`,
  );
}

function keyOfUnknown(key: ApiKey, organizationId: string): ProblemError {
  return new ProblemError(
    403,
    'Another organization',
    `The API key "${key.name}" is of the organization ${organizationId}, which this connector does not serve.`,
  );
}

function keyOfOne(key: ApiKey, organizationId: string): ProblemError {
  return new ProblemError(
    403,
    'A key of one organization',
    `The API key "${key.name}" is of the organization ${organizationId}, and this is about all of them. Whoever runs the connector can issue a key with "isvapp-connector keys add --all-organizations".`,
  );
}

function keyOfAll(key: ApiKey): ProblemError {
  return new ProblemError(
    403,
    'Which organization?',
    `The API key "${key.name}" is of all organizations. Say which one is meant: /v1/organizations/{organizationId}/…`,
  );
}

function keyOfAnother(key: ApiKey, organizationId: string): ProblemError {
  return new ProblemError(
    403,
    'Another organization',
    `The API key "${key.name}" is of the organization ${organizationId}. Whoever runs the connector can issue another key.`,
  );
}
