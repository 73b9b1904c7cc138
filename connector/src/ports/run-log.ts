import type { CatalogueMetric } from '../domain/usage-report.ts';
import type { Phase, RunRequest, RunResult } from '../domain/run.ts';

/** The log that administrators read inside the organization. Each error is an OrgError. */
export interface RunLog {
  /**
   * Creates the run's record, or takes over the one that an administrator requested with this run key.
   *
   * @param isTakenOver whether somebody else carried the run out before, and may have closed it
   */
  openRun(request: RunRequest, startedAt: Date, isTakenOver?: boolean): Promise<void>;
  /**
   * Says where the run is; called a few times a run, so it may skip calls to spare the allowance.
   *
   * @param isLong whether the phase is known to take its time, so that a watcher must not be left with the one before it
   */
  reportProgress(phase: Phase, percent: number, isLong?: boolean): Promise<void>;
  /** Closes the run's record with its counts and writes its entries. */
  closeRun(result: RunResult): Promise<void>;
  /** Makes the catalogue in the org equal to this list; metrics that are gone become `Removed`. Writes only what differs. */
  publishCatalogue(metrics: readonly CatalogueMetric[]): Promise<void>;
  /** Deletes runs (with their entries) that are older; at most a bounded number a call. */
  pruneRuns(before: Date): Promise<void>;
}
