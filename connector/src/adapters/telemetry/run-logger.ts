import type { Logger } from 'pino';
import type { Outcome, OutcomeKind } from '../../domain/change.ts';
import type { RunResult } from '../../domain/run.ts';
import type { RunObserver } from '../../ports/run-observer.ts';

/** What every line about a run says. */
export interface RunIdentity {
  readonly runKey: string;
  /** 18 characters; absent where the connector isn't pinned to one and hasn't connected yet. */
  readonly organizationId?: string;
}

/** Watches a run for the connector's own log: a line per phase, and one with its counts at the end. */
export function runLogger(logger: Logger, identity: RunIdentity): RunObserver {
  const log = logger.child({ ...identity });
  return {
    phaseStarted: (phase) => {
      log.debug({ phase }, `${phase} started`);
    },
    phaseProgressed: (phase, done, total) => {
      log.trace({ phase, done, total }, `${phase} goes on`);
    },
    phaseFinished: (phase, summary) => {
      log.info({ phase }, summary);
    },
    outcomesKnown: (outcomes) => {
      log.debug({ outcomes: outcomeCounts(outcomes) }, 'Outcomes are known');
    },
    runFailed: (error) => {
      log.error({ error }, 'The run ended early');
    },
    runFinished: (result) => {
      const { status, accountsRead, values, apiCalls, startedAt, finishedAt } = result;
      const durationMs = finishedAt.getTime() - startedAt.getTime();
      log[levels[status]]({ status, durationMs, accountsRead, values, apiCalls }, result.message);
    },
  };
}

/** A run that somebody should look at stands out. */
const levels: Readonly<Record<RunResult['status'], 'info' | 'warn' | 'error'>> = {
  Succeeded: 'info',
  Cancelled: 'info',
  Degraded: 'warn',
  Held: 'warn',
  Failed: 'error',
};

function outcomeCounts(outcomes: readonly Outcome[]): Record<OutcomeKind, number> {
  const counts = { written: 0, failed: 0, deferred: 0 };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}
