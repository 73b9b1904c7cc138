import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { notFound } from '../http/api-error.ts';
import { RowSpool } from '../query/row-spool.ts';
import type { IngestJob, IngestOrder } from './ingest-job.ts';
import type { JobLatency } from './ingest-run.ts';
import { csvLine } from './csv-format.ts';
import type { QueryJob, QueryOrder } from './query-job.ts';

export interface BulkOptions {
  readonly clock: { now(): Date };
  /** Folder for uploads and results. */
  readonly folder: string;
  readonly latency: JobLatency;
  /** Rows in a page of query results when the client doesn't say. */
  readonly resultRows: number;
  /** Query jobs that may be created in any 24 hours. */
  readonly dailyQueryJobs: number;
  /** Next id of a job; shared with Bulk API. */
  readonly nextJobId: () => string;
}

/** What `/limits` counts of the last 24 hours. */
export interface BulkUsage {
  readonly queryJobs: number;
  readonly ingestRowsByJob: readonly number[];
  readonly queryResultBytes: number;
}

const dayMs = 86_400_000;
/** Jobs and their results are kept a week. */
const retentionMs = 7 * dayMs;

type Creator = Pick<IngestJob, 'userId' | 'apiVersion'>;

/** The Bulk API 2.0 jobs of the org, in memory with their data on disk. */
export class BulkJobs {
  readonly options: BulkOptions;
  /** Aborted when the org closes: running jobs then stop. */
  readonly closing = new AbortController();
  readonly #ingest = new Map<string, IngestJob>();
  readonly #query = new Map<string, QueryJob>();

  constructor(options: BulkOptions) {
    this.options = options;
  }

  createIngest(order: IngestOrder, creator: Creator): IngestJob {
    const { id, now } = this.#begin();
    const job: IngestJob = {
      ...order,
      ...creator,
      id,
      createdDate: now,
      systemModstamp: now,
      state: 'Open',
      contentPath: this.#path(id, 'csv'),
      hasContent: false,
      header: [],
      results: {
        successful: new RowSpool(this.#path(id, 'successful')),
        failed: new RowSpool(this.#path(id, 'failed')),
        unprocessed: new RowSpool(this.#path(id, 'unprocessed')),
      },
      numberRecordsProcessed: 0,
      numberRecordsFailed: 0,
      totalProcessingTimeMs: 0,
      errorMessage: null,
      closingCall: null,
    };
    this.#ingest.set(id, job);
    return job;
  }

  createQuery(order: QueryOrder, creator: Creator): QueryJob {
    const { id, now } = this.#begin();
    const { columns, ...rest } = order;
    const job: QueryJob = {
      ...rest,
      ...creator,
      id,
      createdDate: now,
      systemModstamp: now,
      state: 'UploadComplete',
      rows: new RowSpool(this.#path(id, 'rows')),
      header: csvLine(columns, order.format),
      numberRecordsProcessed: 0,
      totalProcessingTimeMs: 0,
      errorMessage: null,
    };
    this.#query.set(id, job);
    return job;
  }

  /** Throws NOT_FOUND for a job that doesn't exist, is older than a week, or belongs to somebody else. */
  ingest(id: string, userId: string): IngestJob {
    return this.#visible(this.#ingest, id, userId);
  }

  query(id: string, userId: string): QueryJob {
    return this.#visible(this.#query, id, userId);
  }

  ingestJobs(): readonly IngestJob[] {
    this.#removeOld();
    return [...this.#ingest.values()];
  }

  queryJobs(): readonly QueryJob[] {
    this.#removeOld();
    return [...this.#query.values()];
  }

  removeIngest(job: IngestJob): void {
    this.#ingest.delete(job.id);
    // A run still waiting for its turn finds an aborted job without content, and does nothing.
    job.state = 'Aborted';
    job.hasContent = false;
    for (const spool of Object.values(job.results) as RowSpool[]) spool.delete();
    rmSync(job.contentPath, { force: true });
  }

  removeQuery(job: QueryJob): void {
    this.#query.delete(job.id);
    job.state = 'Aborted';
    job.rows.delete();
  }

  /** SOQL or object behind a job id, for whoever watches requests. */
  watched(id: string): { soql: string | null; object: string } | undefined {
    const ingest = this.#ingest.get(id);
    if (ingest !== undefined) return { soql: null, object: ingest.object };
    const query = this.#query.get(id);
    return query && { soql: query.soql, object: query.object };
  }

  usedToday(): BulkUsage {
    const since = this.options.clock.now().getTime() - dayMs;
    const today = ({ createdDate }: { createdDate: Date }) => createdDate.getTime() > since;
    const queries = this.queryJobs().filter(today);
    return {
      queryJobs: queries.length,
      ingestRowsByJob: this.ingestJobs()
        .filter(today)
        .map((job) => job.numberRecordsProcessed),
      queryResultBytes: queries.reduce((sum, { rows }) => sum + rows.byteLength, 0),
    };
  }

  close(): void {
    this.closing.abort();
    for (const job of [...this.#ingest.values()]) this.removeIngest(job);
    for (const job of [...this.#query.values()]) this.removeQuery(job);
  }

  #begin(): { id: string; now: Date } {
    return { id: this.options.nextJobId(), now: this.options.clock.now() };
  }

  /** Nothing runs on a timer: whoever asks for jobs finds the old ones gone, results and all. */
  #removeOld(): void {
    const oldestMs = this.options.clock.now().getTime() - retentionMs;
    const isOld = ({ createdDate }: { createdDate: Date }) => createdDate.getTime() < oldestMs;
    for (const job of [...this.#ingest.values()].filter(isOld)) this.removeIngest(job);
    for (const job of [...this.#query.values()].filter(isOld)) this.removeQuery(job);
  }

  #path(id: string, kind: string): string {
    return join(this.options.folder, `${id}.${kind}`);
  }

  #visible<J extends { userId: string; createdDate: Date }>(
    jobs: Map<string, J>,
    id: string,
    userId: string,
  ): J {
    this.#removeOld();
    const job = jobs.get(id) ?? [...jobs].find(([each]) => each.slice(0, 15) === id)?.[1];
    if (job?.userId !== userId) throw notFound();
    return job;
  }
}
