import { describe, expect, it } from 'vitest';
import type { QueuedRun } from '../../src/ports/run-queue.ts';
import { carriedOutNow, type CarryOutNowParts } from '../../src/service/carry-out-now.ts';

const run: QueuedRun = {
  organizationId: '00D000000000001AAA',
  runKey: 'run-1',
  trigger: 'CommandLine',
  dryRun: false,
  massChangeApproved: false,
};

/** A queue whose run never ends by itself. */
function waiting(
  signal: AbortSignal,
  pause: () => void,
): CarryOutNowParts & { cancelled: string[] } {
  const cancelled: string[] = [];
  return {
    cancelled,
    queue: {
      enqueue: () => Promise.resolve('queued'),
      openOf: () => Promise.resolve([{ ...run, state: 'running', since: new Date() }]),
      cancel: (runKey) => {
        cancelled.push(runKey);
        return Promise.resolve(true);
      },
    },
    runs: { newestRuns: () => Promise.resolve([]) },
    awaiter: 1,
    clock: {
      now: () => new Date(),
      sleep: () => {
        pause();
        signal.throwIfAborted();
        return Promise.resolve();
      },
    },
    signal,
  };
}

describe('A run that somebody waits for', () => {
  it('is cancelled when they stop waiting', async () => {
    const stop = new AbortController();
    const parts = waiting(stop.signal, () => {
      stop.abort(new Error('SIGINT'));
    });
    await expect(carriedOutNow(run, parts)).rejects.toThrow('The run run-1 was cancelled.');
    expect(parts.cancelled).toEqual(['run-1']);
  });

  it('goes on where nobody can look at it', async () => {
    const parts = waiting(new AbortController().signal, () => {
      throw new Error('The database is away.');
    });
    await expect(carriedOutNow(run, parts)).rejects.toThrow('The database is away.');
    expect(parts.cancelled).toEqual([]);
  });
});
