import type { Clock } from '../../ports/clock.ts';
import type { IdempotentRequest, IdempotentRequests } from '../../ports/idempotency.ts';
import { forgottenBefore, repeated, type KnownRequest } from './idempotent-requests.ts';

/** Idempotent requests that are forgotten with the process. */
export function memoryIdempotency(clock: Clock): IdempotentRequests {
  const known = new Map<string, KnownRequest>();
  const nameOf = ({ bearer, key }: IdempotentRequest): string => JSON.stringify([bearer, key]);
  return {
    begin: (request) => {
      const now = clock.now();
      const { answered, open } = forgottenBefore(now);
      for (const [name, { begunAt, answer }] of known)
        if (begunAt < answered || (answer === null && begunAt < open)) known.delete(name);
      const found = known.get(nameOf(request));
      if (found) return Promise.resolve(repeated(request, found));
      const { fingerprint } = request;
      known.set(nameOf(request), { fingerprint, begunAt: now, answer: null });
      return Promise.resolve('begun');
    },
    end: (request, answer) => {
      const found = known.get(nameOf(request));
      if (found) known.set(nameOf(request), { ...found, answer });
      return Promise.resolve();
    },
    forget: (request) => {
      known.delete(nameOf(request));
      return Promise.resolve();
    },
  };
}
