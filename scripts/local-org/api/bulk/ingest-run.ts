import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { UserSession } from '../../data/user-session.ts';
import type { RowSpool } from '../query/row-spool.ts';
import { csvLine } from './csv-format.ts';
import { CsvError } from './csv-reader.ts';
import type { IngestJob } from './ingest-job.ts';
import { JobFailure, recordOfRow, refuseHeader, savedChunk } from './ingest-rows.ts';
import { OutcomeWriter, type Outcome } from './outcome-writer.ts';
import { uploadChunks } from './upload-rows.ts';

/** How slow jobs are. */
export interface JobLatency {
  /** Before a job is taken up. */
  readonly queuedMs: number;
  /** For each chunk of 200 rows. */
  readonly chunkMs: number;
}

export interface IngestRun {
  /** The user's session, rows counted towards the closing call. */
  readonly session: UserSession;
  readonly transaction: <T>(work: () => T) => T;
  readonly clock: { now(): Date };
  readonly latency: JobLatency;
  /** Ends the run where it is, when the org closes. */
  readonly signal: AbortSignal;
}

/** Processes a closed job to its end. Never rejects because of the job's content: that becomes its state. */
export async function runIngestJob(job: IngestJob, run: IngestRun): Promise<void> {
  await delay(run.latency.queuedMs, undefined, { signal: run.signal });
  if (!isAborted(job)) change(job, run, { state: 'InProgress' });
  const startedMs = run.clock.now().getTime();
  try {
    await processRows(job, run);
    if (!isAborted(job)) change(job, run, { state: 'JobComplete' });
  } catch (error) {
    if (!(error instanceof JobFailure || error instanceof CsvError)) throw error;
    const errorMessage =
      error instanceof CsvError ? `InvalidBatch : ${error.message}` : error.message;
    change(job, run, { state: 'Failed', errorMessage });
  } finally {
    job.totalProcessingTimeMs = run.clock.now().getTime() - startedMs;
    for (const spool of Object.values(job.results) as RowSpool[]) spool.finish();
  }
}

function change(
  job: IngestJob,
  { clock }: IngestRun,
  to: Partial<Pick<IngestJob, 'state' | 'errorMessage'>>,
): void {
  Object.assign(job, to, { systemModstamp: clock.now() });
}

/** A function of its own: the state may have been changed by a request while this run waited. */
function isAborted({ state }: IngestJob): boolean {
  return state === 'Aborted';
}

async function processRows(job: IngestJob, run: IngestRun): Promise<void> {
  const outcomes = new OutcomeWriter(job);
  let failure: JobFailure | null = null;
  try {
    for await (const rows of uploadChunks(job)) {
      run.signal.throwIfAborted();
      if (job.header.length === 0) failure = headerFailure(job, rows.shift() ?? [], run);
      if (failure !== null || isAborted(job)) leaveUnprocessed(job, rows);
      else outcomes.add(rows, saved(job, rows, run));
      await (run.latency.chunkMs > 0 ? delay(run.latency.chunkMs) : setImmediate());
    }
  } finally {
    // Rows saved before the file turned out to be broken are saved: their results must say so.
    outcomes.flush();
  }
  if (failure !== null) throw failure;
}

function leaveUnprocessed({ results, format }: IngestJob, rows: readonly string[][]): void {
  for (const row of rows) results.unprocessed.append(csvLine(row, format));
}

/** Puts the header down, and says what is wrong with it: the rows behind it then stay unprocessed. */
function headerFailure(
  job: IngestJob,
  header: readonly string[],
  { session }: IngestRun,
): JobFailure | null {
  job.header = header;
  try {
    refuseHeader(job, header, session);
    return null;
  } catch (error) {
    if (error instanceof JobFailure) return error;
    throw error;
  }
}

function saved(job: IngestJob, rows: readonly string[][], run: IngestRun): Outcome[] {
  const records = rows.map((row) => recordOfRow(job.header, row));
  const results = run.transaction(() => savedChunk(job, records, run.session));
  job.numberRecordsProcessed += rows.length;
  job.numberRecordsFailed += results.filter(({ success }) => !success).length;
  return results.map((result, index) => ({ result, record: records[index] ?? {} }));
}
