import type { Clock } from '../../../ports/clock.ts';
import { jsonNumber, jsonRecord, jsonText } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';

export type BulkJobKind = 'query' | 'ingest';

/** What Salesforce tells about a Bulk 2.0 job. */
export interface BulkJob {
  readonly id: string;
  /** Open, UploadComplete, InProgress, Aborted, JobComplete, Failed. */
  readonly state: string;
  /** Rows that were looked at, the failed ones included; undefined where Salesforce does not say. */
  readonly processed: number | undefined;
  readonly failed: number;
  readonly errorMessage: string;
}

export interface BulkWait {
  /** First pause before asking; each further one is twice as long. */
  readonly pollMs: number;
  /** When to stop asking. The job itself is left alone: it may be nearly done. */
  readonly deadlineMs: number;
  /** Ends the waiting early; then its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

const longestPauseMs = 60_000;
const endStates = ['JobComplete', 'Failed', 'Aborted'];

export function bulkJob(answer: unknown, purpose: string): BulkJob {
  const job = jsonRecord(answer, purpose);
  return {
    id: jsonText(job.id),
    state: jsonText(job.state),
    processed: jsonNumber(job.numberRecordsProcessed),
    failed: jsonNumber(job.numberRecordsFailed) ?? 0,
    errorMessage: jsonText(job.errorMessage),
  };
}

export async function readBulkJob(
  client: SalesforceClient,
  kind: BulkJobKind,
  id: string,
  purpose: string,
): Promise<BulkJob> {
  const path = `/jobs/${kind}/${encodeURIComponent(id)}`;
  return bulkJob(await client.json({ purpose, method: 'GET', path }), purpose);
}

/**
 * Waits for the job, and gives each look that finds it still at work, so that whoever waits can show that somebody does.
 * Returns the job once it has ended, or as it was when waiting for it ended. Each look at it is a call.
 */
export async function* looksAtBulkJob(
  client: SalesforceClient,
  kind: BulkJobKind,
  id: string,
  purpose: string,
  wait: BulkWait,
): AsyncGenerator<BulkJob, BulkJob> {
  let waitedMs = 0;
  for (let pauseMs = wait.pollMs; ; pauseMs = longerPauseMs(pauseMs)) {
    await paused(client.clock, pauseMs, wait.signal);
    waitedMs += pauseMs;
    const job = await readBulkJob(client, kind, id, purpose);
    if (hasEnded(job) || waitedMs >= wait.deadlineMs) return job;
    yield job;
  }
}

/** A pause that the signal ends by an error of its own, with its reason. */
async function paused(clock: Clock, pauseMs: number, signal?: AbortSignal): Promise<void> {
  try {
    await clock.sleep(pauseMs, signal);
  } finally {
    signal?.throwIfAborted();
  }
}

/** The pause before the next look at a job: twice the one before, up to a minute. */
export function longerPauseMs(pauseMs: number): number {
  return Math.min(pauseMs * 2, longestPauseMs);
}

export function hasEnded(job: BulkJob): boolean {
  return endStates.includes(job.state);
}
