import type { FastifyInstance, FastifyReply } from 'fastify';
import { ProblemError } from '../problem.ts';

/** Counts a request of whom the name names, and refuses it where it comes too fast. */
export type Pace = (name: string, reply: FastifyReply) => Promise<void>;

const names = new WeakMap<object, string>();

/**
 * Two requests a second, as ISVapp has it, for each API key in each process that serves it.
 * Unlike the limit by address, it is looked at once it is known whose request it is.
 */
export function twoPerSecond(app: FastifyInstance): Pace {
  const limit = app.createRateLimit({
    max: 2,
    timeWindow: 1_000,
    keyGenerator: (request) => names.get(request) ?? '',
  });
  return async (name, reply) => {
    names.set(reply.request, name);
    const counted = await limit(reply.request);
    if (counted.isAllowed || !counted.isExceeded) return;
    void reply.header('retry-after', Math.max(1, counted.ttlInSeconds));
    throw new ProblemError(
      429,
      'Too many requests',
      'Too many requests: an API key may make two a second. Try again in a second.',
    );
  };
}
