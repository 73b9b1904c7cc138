import type { Outcome } from '../domain/change.ts';
import type { Phase, RunResult } from '../domain/run.ts';

/** Someone who watches a run: a progress display, telemetry. An observer can't change or fail the run. */
export interface RunObserver {
  phaseStarted(phase: Phase): void;
  /** `done` of `total` units of the phase; total is undefined where it is not known yet. */
  phaseProgressed(phase: Phase, done: number, total?: number): void;
  phaseFinished(phase: Phase, summary: string): void;
  outcomesKnown(outcomes: readonly Outcome[]): void;
  /** What ended the run early, as it was thrown: with its cause and stack, for whoever looks after the connector. */
  runFailed(error: unknown): void;
  runFinished(result: RunResult): void;
}
