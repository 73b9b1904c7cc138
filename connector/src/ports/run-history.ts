import type { RunResult } from '../domain/run.ts';

/** A finished run as it is remembered: the catalogue it published is in the org and is not kept twice. */
export type PastRun = Omit<RunResult, 'catalogue'>;

/**
 * The connector's own memory of its runs, per organization. The log that administrators read is in the
 * org (RunLog); this one also knows the runs that never reached it, because the org didn't let them in.
 */
export interface RunHistory {
  /** Remembers a finished run; told again with the same run key, the later telling holds. Old runs are forgotten. */
  recordRun(organizationId: string, run: RunResult): Promise<void>;
  /** The latest started runs, newest first, at most `limit`. */
  newestRuns(organizationId: string, limit: number): Promise<readonly PastRun[]>;
}
