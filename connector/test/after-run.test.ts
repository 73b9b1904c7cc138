import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../src/adapters/store/memory-store.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import { alertDesk } from '../src/adapters/telemetry/alerts/alert-desk.ts';
import { openMeters } from '../src/adapters/telemetry/meters.ts';
import { afterRun, type AfterRunParts } from '../src/after-run.ts';
import type { RunRequest, RunResult } from '../src/domain/run.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { RunHistory } from '../src/ports/run-history.ts';
import { aRunResult } from './domain/a-run-result.ts';

const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Schedule',
  dryRun: false,
  massChangeApproved: false,
};
const at = new Date('2026-11-24T23:31:00Z');
const failed = aRunResult({ status: 'Failed', message: 'It failed.', startedAt: at });

function parts(runs?: Partial<RunHistory>, isDown = false) {
  const pausesMs: number[] = [];
  const clock: Clock = {
    now: () => at,
    sleep: (ms) => {
      pausesMs.push(ms);
      return Promise.resolve();
    },
  };
  const store = openMemoryStore(systemClock);
  const sent: string[] = [];
  const channel = {
    name: 'webhook',
    send: ({ kind }: { readonly kind: string }) => {
      if (isDown) return Promise.reject(new Error('nobody there'));
      sent.push(kind);
      return Promise.resolve();
    },
  };
  const desk = alertDesk({ channels: [channel], book: store.alerts, unchangedDays: 7 });
  const all: AfterRunParts = {
    runs: { ...store.runs, ...runs },
    desk,
    meters: openMeters(10),
    clock,
  };
  return { sent, store, all, pausesMs };
}

describe('after a run', () => {
  it('it is kept and its trouble told', async () => {
    const { all, sent, store } = parts();
    expect(await afterRun(request, '00D1', failed, all)).toEqual(failed);
    expect(await store.runs.newestRuns('00D1', 9)).toMatchObject([{ runKey: 'run-1' }]);
    expect(sent).toEqual(['connection-lost']);
    const { text } = await all.meters.exposition();
    expect(text).toMatch(/^isvapp_sync_runs_total\{.*status="Failed"\} 1$/m);
    expect(text).toMatch(/^isvapp_alerts_total\{.*kind="connection-lost".*\} 1$/m);
  });

  it('nobody is told of a dry one', async () => {
    const { all, sent, store } = parts();
    await afterRun({ ...request, dryRun: true }, '00D1', failed, all);
    expect(await store.runs.newestRuns('00D1', 9)).toHaveLength(1);
    expect(sent).toEqual([]);
  });

  it('without an organization there is nothing to keep it under', async () => {
    const { all, sent } = parts();
    expect(await afterRun(request, undefined, failed, all)).toEqual(failed);
    expect(sent).toEqual([]);
  });

  it('a history that can not be kept becomes an entry, and the trouble is told all the same', async () => {
    const { all, sent } = parts({ recordRun: () => Promise.reject(new Error('disk full')) });
    const result = await afterRun(request, '00D1', { ...failed, status: 'Succeeded' }, all);
    expect(result).toMatchObject({
      status: 'Degraded',
      entries: [
        { code: 'HISTORY_NOT_KEPT', message: expect.stringContaining('disk full') as string },
      ],
    });
    expect(sent).toEqual(['degraded']);
  });

  it('a database that is away for a moment is waited for', async () => {
    const { all, store, pausesMs } = parts();
    let tries = 0;
    const runs: RunHistory = {
      ...all.runs,
      recordRun: (...run) => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error('restarting')) : all.runs.recordRun(...run);
      },
    };
    expect(await afterRun(request, '00D1', failed, { ...all, runs })).toEqual(failed);
    expect(await store.runs.newestRuns('00D1', 9)).toMatchObject([{ runKey: 'run-1' }]);
    expect(pausesMs).toHaveLength(1);
  });

  it('a run whose outcomes could not be kept is kept all the same, with an entry that says so', async () => {
    const { all, store, sent } = parts();
    const succeeded: RunResult = { ...failed, status: 'Succeeded' };
    const outcomesKept = () => Promise.reject(new Error('disk full'));
    const degraded = {
      status: 'Degraded',
      entries: [{ code: 'OUTCOMES_NOT_KEPT', message: 'disk full' }],
    };
    expect(await afterRun(request, '00D1', succeeded, { ...all, outcomesKept })).toMatchObject(
      degraded,
    );
    expect(await store.runs.newestRuns('00D1', 9)).toMatchObject([
      { runKey: 'run-1', ...degraded },
    ]);
    expect(sent).toEqual(['degraded']);
  });

  it('an alert that reaches nobody becomes an entry', async () => {
    const { all } = parts(undefined, true);
    expect(await afterRun(request, '00D1', failed, all)).toMatchObject({
      status: 'Failed',
      entries: [{ code: 'ALERT_NOT_SENT', message: 'webhook: nobody there' }],
    });
  });
});
