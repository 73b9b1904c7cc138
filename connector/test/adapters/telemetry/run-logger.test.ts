import { describe, expect, it } from 'vitest';
import { openLogger } from '../../../src/adapters/telemetry/logger.ts';
import { runLogger } from '../../../src/adapters/telemetry/run-logger.ts';
import type { Outcome, OutcomeKind } from '../../../src/domain/change.ts';
import type { RunResult } from '../../../src/domain/run.ts';
import { aRunResult } from '../../domain/a-run-result.ts';

const identity = { runKey: '7a5c4a7e-7f3c-4a58-9a40-0d6f2f7f5e0b', organizationId: '00D01' };

function watchedRun() {
  const lines: Record<string, unknown>[] = [];
  const logger = openLogger({
    level: 'trace',
    clock: { now: () => new Date(0), sleep: () => Promise.resolve() },
    destination: {
      write: (line) => {
        lines.push(JSON.parse(line) as Record<string, unknown>);
      },
    },
  });
  return { observer: runLogger(logger, identity), lines };
}

function outcome(kind: OutcomeKind): Outcome {
  return {
    accountId: '001',
    accountName: 'Acme',
    kind,
    change: {
      field: 'MAU__c',
      from: null,
      to: 0,
      reason: 'no-usage',
      because: 'no usage',
      mapping: 'MAU',
      metricKey: 'engagement.mau',
    },
  };
}

function result(status: RunResult['status']): RunResult {
  return aRunResult({
    runKey: identity.runKey,
    status,
    message: `The run is ${status}.`,
    startedAt: new Date('2026-11-24T04:00:00Z'),
    finishedAt: new Date('2026-11-24T04:00:01.500Z'),
    accountsRead: 3,
    values: { read: 3, unchanged: 0, written: 2, cleared: 1, failed: 1, deferred: 0 },
    apiCalls: { predicted: 4, used: 5 },
  });
}

describe('the log of a run', () => {
  it('names the run and the organization in every line', () => {
    const { observer, lines } = watchedRun();
    observer.phaseStarted('Connect');
    observer.phaseProgressed('Accounts', 2, 5);
    observer.phaseFinished('Licenses', '2,104 licenses of 4 packages');
    observer.outcomesKnown([outcome('written'), outcome('failed'), outcome('written')]);
    observer.runFinished(result('Succeeded'));
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatchObject(identity);
  });

  it('has the summary of each phase for whoever reads it, and the rest for whoever looks for a fault', () => {
    const { observer, lines } = watchedRun();
    observer.phaseStarted('Licenses');
    observer.phaseProgressed('Licenses', 2_000);
    observer.phaseFinished('Licenses', '2,104 licenses of 4 packages');
    observer.outcomesKnown([outcome('written'), outcome('failed'), outcome('written')]);
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['debug', 'Licenses started'],
      ['trace', 'Licenses goes on'],
      ['info', '2,104 licenses of 4 packages'],
      ['debug', 'Outcomes are known'],
    ]);
    expect(lines[3]).toMatchObject({ outcomes: { written: 2, failed: 1, deferred: 0 } });
  });

  it.each([
    ['Succeeded', 'info'],
    ['Cancelled', 'info'],
    ['Degraded', 'warn'],
    ['Held', 'warn'],
    ['Failed', 'error'],
  ] as const)('tells a run that is %s as %s, with its counts', (status, level) => {
    const { observer, lines } = watchedRun();
    observer.runFinished(result(status));
    expect(lines[0]).toMatchObject({
      level,
      status,
      msg: `The run is ${status}.`,
      durationMs: 1_500,
      values: { read: 3, written: 2, cleared: 1, failed: 1 },
      apiCalls: { predicted: 4, used: 5 },
    });
  });
});
