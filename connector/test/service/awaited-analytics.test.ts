import { describe, expect, it } from 'vitest';
import { FolderInUseError } from '../../src/adapters/analytics/engine/database.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import { awaitedAnalytics } from '../../src/service/awaited-analytics.ts';
import type { OpenedAnalytics } from '../../src/service/shared-analytics.ts';

const opened = {} as OpenedAnalytics;

/** Analytics that another process lets go after so many looks, and a clock that only counts. */
function held(looks: number, signal?: AbortSignal, onSleep: () => void = () => undefined) {
  const told = { looks: 0, waits: 0, sleptMs: 0 };
  const parts = {
    analytics: {
      use: () => {
        told.looks += 1;
        return told.looks > looks
          ? Promise.resolve(opened)
          : Promise.reject(new FolderInUseError('/analytics'));
      },
    },
    clock: {
      now: () => new Date(0),
      sleep: (ms: number) => {
        told.sleptMs += ms;
        onSleep();
        return signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
      },
    },
    signal,
    onWaiting: () => {
      told.waits += 1;
    },
  };
  return { told, parts };
}

describe('Analytics that another process has', () => {
  it('are waited for, which is told once', async () => {
    const { told, parts } = held(200);
    expect(await awaitedAnalytics('00D1', parts)).toBe(opened);
    expect(told).toMatchObject({ looks: 201, waits: 1 });
  });

  it('are not waited for where they are free', async () => {
    const { told, parts } = held(0);
    expect(await awaitedAnalytics('00D1', parts)).toBe(opened);
    expect(told).toEqual({ looks: 1, waits: 0, sleptMs: 0 });
  });

  it('are given up after a quarter of an hour, with what to do', async () => {
    const { told, parts } = held(Infinity);
    await expect(awaitedAnalytics('00D1', parts)).rejects.toThrow(/a folder of its own/);
    expect(told.sleptMs).toBe(15 * 60_000);
  });

  it('are left where the run goes to another worker meanwhile', async () => {
    const stopping = new AbortController();
    const reason = new RunHandedOver('this one was told to stop.');
    const { told, parts } = held(Infinity, stopping.signal, () => {
      if (told.looks === 3) stopping.abort(reason);
    });
    await expect(awaitedAnalytics('00D1', parts)).rejects.toBe(reason);
    expect(told.looks).toBe(3);
  });

  it('are not waited for where what keeps them is another trouble', async () => {
    const { told, parts } = held(0);
    const broken = { ...parts, analytics: { use: () => Promise.reject(new Error('no space')) } };
    await expect(awaitedAnalytics('00D1', broken)).rejects.toThrow('no space');
    expect(told.waits).toBe(0);
  });
});
