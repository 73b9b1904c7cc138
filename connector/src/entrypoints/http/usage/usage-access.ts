import type { FastifyInstance, FastifyRequest } from 'fastify';
import { scopeIncludes, type ApiKey } from '../../../domain/api-key.ts';
import type { ApiKeys } from '../../../ports/api-keys.ts';
import type { Organizations } from '../../../ports/organizations.ts';
import type { UsageSession, UsageSessions } from '../../../ports/usage-sessions.ts';
import { bearerToken } from '../bearer-token.ts';
import { ProblemError } from '../problem.ts';

/** What the ISVapp port is served from. */
export interface UsageService {
  /** Of the connector. */
  readonly version: string;
  readonly keys: Pick<ApiKeys, 'verify'>;
  readonly organizations: Pick<Organizations, 'find'>;
  readonly usageSessions: UsageSessions;
}

const bearers = new WeakMap<FastifyRequest, ApiKey>();

/** Asks every request of these routes for an API key that holds and may start things. */
export function requireCounting(app: FastifyInstance, { keys }: UsageService): void {
  app.addHook('onRequest', async (request, reply) => {
    const token = bearerToken(request);
    const key = token === undefined ? undefined : await keys.verify(token);
    if (!key) {
      void reply.header('www-authenticate', 'Bearer realm="isvapp-connector"');
      throw new ProblemError(
        401,
        'No valid API key',
        'The request has no API key that this connector knows, or the key was revoked or has expired. Whoever runs the connector can issue one with "isvapp-connector keys add".',
      );
    }
    if (!scopeIncludes(key.scope, 'operate'))
      throw new ProblemError(
        403,
        'The API key may not do this',
        `The API key "${key.name}" has the scope ${key.scope}, and counting needs operate. Whoever runs the connector can issue another key.`,
      );
    bearers.set(request, key);
  });
}

/** The key of a request, which may count. */
export function keyOf(request: FastifyRequest): ApiKey {
  const key = bearers.get(request);
  if (!key) throw new Error('A route outside of usageApi asked for its key.');
  return key;
}

/** The session of the request's key; 410 where there is none any more. */
export async function sessionOf(
  request: FastifyRequest,
  sessionId: string,
  { usageSessions }: Pick<UsageService, 'usageSessions'>,
): Promise<UsageSession> {
  const session = await usageSessions.find(keyOf(request).id, sessionId);
  if (session) return session;
  throw new ProblemError(
    410,
    'The session is gone',
    'This session is not kept: it was ended, nobody asked of it for an hour, or the connector was restarted.',
  );
}

/** The answer of the analytics. What they throw is told in their words: whoever asks looks after a connector, too. */
export async function ofAnalytics<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProblemError(500, 'The analytics failed', reason);
  }
}

/** Too much is open at once. */
export function tooMany(what: string): ProblemError {
  return new ProblemError(
    429,
    'Too much at once',
    `Too many ${what} are open. Others are closed, or end when nobody asks of them for an hour; then try again.`,
  );
}
