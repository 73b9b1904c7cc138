import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runApexJobs } from '../apex-jobs.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('looks for jobs again and again, one round after the other, until it is over', async () => {
  const rounds: PromiseWithResolvers<number>[] = [];
  const runDueJobs = () => {
    const round = Promise.withResolvers<number>();
    rounds.push(round);
    return round.promise;
  };
  const defects: unknown[] = [];
  const stop = runApexJobs({
    apex: { runDueJobs },
    everyMs: 1000,
    reportDefect: (error) => defects.push(error),
  });
  await vi.advanceTimersByTimeAsync(3000);
  expect(rounds).toHaveLength(1);
  rounds[0]?.resolve(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(rounds).toHaveLength(2);
  rounds[1]?.reject(new Error('broken'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(rounds).toHaveLength(3);
  expect(defects).toEqual([new Error('broken')]);
  stop();
  rounds[2]?.reject(new Error('closed meanwhile'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(rounds).toHaveLength(3);
  expect(defects).toHaveLength(1);
});
