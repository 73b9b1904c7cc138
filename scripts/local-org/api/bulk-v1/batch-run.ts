import { readFileSync } from 'node:fs';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { UserSession } from '../../data/user-session.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import { CsvError } from '../bulk/csv-reader.ts';
import { csvValue } from '../bulk/csv-value.ts';
import type { IngestRun } from '../bulk/ingest-run.ts';
import { JobFailure, refuseHeader, savedChunk, type RowOrder } from '../bulk/ingest-rows.ts';
import { refuseShape } from '../bulk/query-job.ts';
import { ApiError } from '../http/api-error.ts';
import { isQueryJob, type AsyncBatch, type AsyncJob } from './async-job.ts';
import { BatchResults } from './batch-results.ts';
import { batchRows } from './batch-rows.ts';

/** Triggers see at most 200 rows at a time. */
const chunkRows = 200;

/** Processes a batch to its end. Never rejects because of its content: that becomes its state. */
export async function runBatch(job: AsyncJob, batch: AsyncBatch, run: IngestRun): Promise<void> {
  await delay(run.latency.queuedMs, undefined, { signal: run.signal });
  // A job aborted meanwhile leaves its queued batches alone.
  if (batch.state !== 'Queued') return;
  batch.state = 'InProgress';
  const startedMs = run.clock.now().getTime();
  const results = new BatchResults(job, batch);
  try {
    const text = readFileSync(batch.contentPath, 'utf8');
    if (isQueryJob(job)) writeQuery(job, batch, text, { results, session: run.session });
    else await saveRows(job, batch, text, { ...run, results });
    batch.state = 'Completed';
  } catch (error) {
    batch.stateMessage = stateMessage(error);
    batch.state = 'Failed';
  } finally {
    batch.systemModstamp = run.clock.now();
    batch.totalProcessingTimeMs = batch.systemModstamp.getTime() - startedMs;
    results.finish();
  }
}

/** What a batch that failed says. Throws on what isn't the batch's own fault. */
function stateMessage(error: unknown): string {
  if (error instanceof JobFailure) return error.message;
  if (error instanceof CsvError) return `InvalidBatch : ${error.message}`;
  throw error;
}

async function saveRows(
  job: AsyncJob,
  batch: AsyncBatch,
  text: string,
  run: IngestRun & { readonly results: BatchResults },
): Promise<void> {
  const order = job as RowOrder;
  const { header, records } = batchRows(job, text);
  refuseHeader(order, header, run.session);
  for (let from = 0; from < records.length; from += chunkRows) {
    run.signal.throwIfAborted();
    const chunk = records.slice(from, from + chunkRows);
    const saved = run.transaction(() => savedChunk(order, chunk, run.session));
    for (const result of saved) run.results.addSaved(result);
    batch.numberRecordsProcessed += saved.length;
    batch.numberRecordsFailed += saved.filter(({ success }) => !success).length;
    await (run.latency.chunkMs > 0 ? delay(run.latency.chunkMs) : setImmediate());
  }
}

interface QueryRun {
  readonly results: BatchResults;
  readonly session: UserSession;
}

function writeQuery(job: AsyncJob, batch: AsyncBatch, soql: string, run: QueryRun): void {
  try {
    batch.numberRecordsProcessed = writtenRows(job, soql.trim(), run);
  } catch (error) {
    if (error instanceof SalesforceError) throw refusedQuery(error.statusCode, error.message);
    if (!(error instanceof ApiError)) throw error;
    const [entry] = error.entries;
    throw refusedQuery(entry?.errorCode ?? '', entry?.message ?? '');
  }
}

function writtenRows(job: AsyncJob, soql: string, { results, session }: QueryRun): number {
  const found = session.query(soql, { all: job.operation === 'queryAll' });
  refuseShape(soql, found, 'Bulk Query');
  if (found.object !== job.object) {
    throw new JobFailure("The 'from' clause of query must match with the object name in Job");
  }
  let count = 0;
  if (job.contentType === 'JSON') {
    for (const record of found.records(job.apiVersion)) {
      results.addRecord(record);
      count += 1;
    }
    return count;
  }
  const { columns } = found;
  for (const row of found.rows) {
    if (count === 0) results.addLine(columns.map(({ name }) => name));
    results.addLine(row.map((value, at) => csvValue(value, columns[at]?.type ?? 'string')));
    count += 1;
  }
  return count;
}

function refusedQuery(code: string, message: string): JobFailure {
  return new JobFailure(`Failed to process query: ${code}: ${message}`);
}
