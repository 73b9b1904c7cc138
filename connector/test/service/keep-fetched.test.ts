import { setImmediate as macrotask } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openLogger } from '../../src/adapters/telemetry/logger.ts';
import type { Organization } from '../../src/domain/organization.ts';
import { keepFetched, type KeepFetchedParts } from '../../src/service/keep-fetched.ts';
import { TickingClock } from './ticking-clock.ts';

it('fetches for others while an organization does not answer, also those that come due later', async () => {
  const clock = new TickingClock();
  const due = ['silent', 'second', 'third'];
  const begun: string[] = [];
  let answer: () => void = () => undefined;
  const silence = new Promise<undefined>((resolve) => {
    answer = () => {
      resolve(undefined);
    };
  });
  const find = (id: string): Promise<Organization | undefined> => {
    begun.push(id);
    return id === 'silent' ? silence : Promise.resolve(undefined);
  };
  const parts = {
    store: {
      organizations: { find },
      usageRequests: {
        claimFetches: (_now: Date, _leased: Date, most: number) =>
          Promise.resolve(due.splice(0, most)),
        setNextFetch: () => Promise.resolve(),
      },
    },
    config: { analytics: { fetch: {} }, scheduleSpreadMs: 0 },
    turns: { isTaken: () => false },
    clock,
    logger: openLogger({ level: 'silent', clock, destination: process.stderr }),
  } as unknown as KeepFetchedParts;

  const stopping = new AbortController();
  const keeping = keepFetched(parts, stopping.signal);
  await macrotask();
  expect(begun).toEqual(['silent', 'second', 'third']);
  due.push('fourth');
  await clock.pass(1);
  expect(begun).toEqual(['silent', 'second', 'third', 'fourth']);

  // Who stops waits for what is under way, and begins nothing more.
  due.push('fifth');
  stopping.abort();
  let isEnded = false;
  void keeping.then(() => (isEnded = true));
  await macrotask();
  expect(isEnded).toBe(false);
  answer();
  await keeping;
  expect(begun).not.toContain('fifth');
});
