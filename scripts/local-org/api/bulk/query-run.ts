import { setTimeout as delay } from 'node:timers/promises';
import type { UserSession } from '../../data/user-session.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import { csvLine } from './csv-format.ts';
import { csvValue } from './csv-value.ts';
import type { JobLatency } from './ingest-run.ts';
import type { QueryJob } from './query-job.ts';

export interface QueryRun {
  readonly session: UserSession;
  readonly clock: { now(): Date };
  readonly latency: JobLatency;
  readonly signal: AbortSignal;
}

/**
 * Runs the query of a job and puts its rows on disk. All of it happens in one go: the result is of one moment, and
 * no transaction that rolls back meanwhile can disturb the open statement. Other requests wait for it.
 */
export async function runQueryJob(job: QueryJob, run: QueryRun): Promise<void> {
  await delay(run.latency.queuedMs, undefined, { signal: run.signal });
  if (job.state !== 'UploadComplete') return;
  job.state = 'InProgress';
  if (run.latency.chunkMs > 0) await delay(run.latency.chunkMs, undefined, { signal: run.signal });
  if (isAborted(job)) return;
  const startedMs = run.clock.now().getTime();
  try {
    writeRows(job, run.session);
    job.state = 'JobComplete';
  } catch (error) {
    // A field deleted after the job was created: the job fails, not the org.
    if (!(error instanceof SalesforceError)) throw error;
    job.state = 'Failed';
    job.errorMessage = `${error.statusCode}: ${error.message}`;
  }
  job.totalProcessingTimeMs = run.clock.now().getTime() - startedMs;
  job.systemModstamp = run.clock.now();
}

function isAborted({ state }: QueryJob): boolean {
  return state === 'Aborted';
}

function writeRows(job: QueryJob, session: UserSession): void {
  const { columns, rows } = session.query(job.soql, { all: job.operation === 'queryAll' });
  const types = columns.map(({ type }) => type);
  for (const row of rows) {
    const values = row.map((value, index) => csvValue(value, types[index] ?? 'string'));
    job.rows.append(csvLine(values, job.format));
  }
  job.rows.finish();
  job.numberRecordsProcessed = job.rows.rowCount;
}
