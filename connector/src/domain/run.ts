import type { FailureFilter } from './failed-value.ts';
import type { CatalogueMetric } from './usage-report.ts';

/** The steps of a run, in their order; also the values of `SyncRun__c.Phase__c`. */
export const phases = [
  'Connect',
  'Licenses',
  'Mappings',
  'Accounts',
  'Values',
  'Directory',
  'Plan',
  'Write',
  'Log',
] as const;
export type Phase = (typeof phases)[number];

export type RunStatus = 'Running' | 'Succeeded' | 'Degraded' | 'Failed' | 'Held' | 'Cancelled';
/** A Retry sends values of an earlier run again; every other one is a sync of all of them. */
export type RunTrigger = 'Schedule' | 'Request' | 'CommandLine' | 'Retry';

/** What a run is asked to do. */
export interface RunRequest {
  /** UUID: finds the run again in the org (`SyncRun__c.RunKey__c`) and in the connector's store. */
  readonly runKey: string;
  readonly trigger: RunTrigger;
  /** Compute and log everything, write no Account. */
  readonly dryRun: boolean;
  /** An administrator looked at the held run before and lets this one clear what it must. */
  readonly massChangeApproved: boolean;
  /** Only values that an earlier run could not write; absent for a whole run. */
  readonly retry?: RetriedRun;
}

/** Which failed values of which run are to be written again. */
export interface RetriedRun extends FailureFilter {
  readonly runKey: string;
}

/**
 * Counts of values, one per Account and target field.
 * They add up: `read = unchanged + written + failed + deferred`; a run whose counts don't is Degraded.
 */
export interface ValueCounts {
  readonly read: number;
  readonly unchanged: number;
  readonly written: number;
  /** Of the written: those set to NULL. */
  readonly cleared: number;
  readonly failed: number;
  /** Not sent: no data, recalculating, held, dry run, allowance used up, Account gone. */
  readonly deferred: number;
}

export interface ApiCalls {
  readonly predicted: number;
  readonly used: number;
}

/** A line of the run's log that an administrator reads (`SyncLogEntry__c`); equal causes are one line with a count. */
export interface LogEntry {
  readonly level: 'Info' | 'Warning' | 'Error';
  readonly code: string;
  /** As Salesforce or the connector gave it. */
  readonly message: string;
  /** What it means, what to do and who can do it. */
  readonly explanation: string;
  readonly mapping?: string;
  readonly field?: string;
  readonly count: number;
  /** A few of the Accounts concerned, 18-character ids. */
  readonly sampleAccountIds: readonly string[];
}

export interface PhaseRecord {
  readonly phase: Phase;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** What the phase did, in words and counts: "2,104 licenses of 4 packages". */
  readonly summary: string;
}

/** What a mapping did in a run. */
export interface MappingCounts extends ValueCounts {
  readonly mapping: string;
  readonly label: string;
}

/** A finished run. */
export interface RunResult {
  readonly runKey: string;
  readonly trigger: RunTrigger;
  readonly dryRun: boolean;
  readonly status: Exclude<RunStatus, 'Running'>;
  /** One or two sentences for the head of the log. */
  readonly message: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly phases: readonly PhaseRecord[];
  readonly accountsRead: number;
  readonly values: ValueCounts;
  readonly mappings: readonly MappingCounts[];
  /** Developer names of the mappings carried out that only read; absent in runs of before they were told. */
  readonly sources?: readonly string[];
  readonly apiCalls: ApiCalls;
  readonly entries: readonly LogEntry[];
  readonly catalogue: readonly CatalogueMetric[];
}
