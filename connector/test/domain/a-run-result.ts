import type { RunResult, ValueCounts } from '../../src/domain/run.ts';

/** Counts of a run, or of a mapping in it, that had nothing to do. */
export const noValues: ValueCounts = {
  read: 0,
  unchanged: 0,
  written: 0,
  cleared: 0,
  failed: 0,
  deferred: 0,
};

/** A daily run that succeeded at once and had nothing to do, but for what the test says. */
export function aRunResult(overrides: Partial<RunResult> = {}): RunResult {
  const { startedAt = new Date('2026-11-24T04:00:00Z') } = overrides;
  return {
    runKey: 'run-1',
    trigger: 'Schedule',
    dryRun: false,
    status: 'Succeeded',
    message: 'Done.',
    startedAt,
    finishedAt: startedAt,
    phases: [],
    accountsRead: 0,
    values: noValues,
    mappings: [],
    apiCalls: { predicted: 0, used: 0 },
    entries: [],
    catalogue: [],
    ...overrides,
  };
}
