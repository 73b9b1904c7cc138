import type { FailedValue, FailureFilter } from '../domain/failed-value.ts';
import type { RunResult } from '../domain/run.ts';

/** A finished run as it is remembered: the catalogue it published is in the org and is not kept twice. */
export type PastRun = Omit<RunResult, 'catalogue'>;

/** A remembered run without its phases, mappings and entries. */
export type RunSummary = Omit<PastRun, 'phases' | 'mappings' | 'entries'>;

/** A place in the list of runs, newest first. */
export interface RunPosition {
  readonly startedAt: Date;
  readonly runKey: string;
}

export interface RunQuery {
  readonly limit: number;
  readonly after: RunPosition | null;
  /** Null takes all. */
  readonly status: PastRun['status'] | null;
  readonly trigger: PastRun['trigger'] | null;
  readonly dryRun: boolean | null;
  /** Whether runs that only sent failed values again are left out. */
  readonly leavesOutRetries?: boolean;
}

/**
 * The connector's own memory of its runs, per organization. The log that administrators read is in the
 * org (RunLog); this one also knows the runs that never reached it, because the org didn't let them in.
 */
export interface RunHistory {
  /** Remembers a finished run; told again with the same run key, the later telling holds. Old runs are forgotten. */
  recordRun(organizationId: string, run: RunResult): Promise<void>;
  /** The latest started runs, newest first, at most `limit`. */
  newestRuns(organizationId: string, limit: number): Promise<readonly PastRun[]>;
  /** The runs that match, newest first. */
  page(organizationId: string, query: RunQuery): Promise<readonly RunSummary[]>;
  /** The remembered run; undefined where it is not. */
  find(organizationId: string, runKey: string): Promise<PastRun | undefined>;
  /** Whether the run is remembered. */
  hasRun(organizationId: string, runKey: string): Promise<boolean>;
  /** Remembers values that the run could not write, until the run itself is forgotten. */
  recordFailures(
    organizationId: string,
    runKey: string,
    failures: readonly FailedValue[],
  ): Promise<void>;
  /** The values of the run that failed, narrowed by each part that is given. */
  failures(
    organizationId: string,
    runKey: string,
    narrowed: FailureFilter,
  ): Promise<readonly FailedValue[]>;
}
