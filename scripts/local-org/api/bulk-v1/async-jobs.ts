import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { numberedId } from '../../schema/salesforce-id.ts';
import { AsyncError } from './async-error.ts';
import type { AsyncBatch, AsyncJob, AsyncOrder } from './async-job.ts';

export interface AsyncJobsOptions {
  readonly clock: { now(): Date };
  /** Folder for contents and results. */
  readonly folder: string;
  /** Next id of a job; shared with Bulk API 2.0. */
  readonly nextJobId: () => string;
}

const dayMs = 86_400_000;
/** Jobs are kept a week from their youngest batch, and take batches for a day (asynch_api_concepts_limits). */
const retentionMs = 7 * dayMs;

/** The jobs of Bulk API (`/services/async`), in memory with their data on disk. */
export class AsyncJobs {
  readonly #options: AsyncJobsOptions;
  readonly #jobs = new Map<string, AsyncJob>();
  #batchCount = 0;

  constructor(options: AsyncJobsOptions) {
    this.#options = options;
  }

  create(order: AsyncOrder, creator: Pick<AsyncJob, 'userId' | 'apiVersion'>): AsyncJob {
    const now = this.#options.clock.now();
    const job: AsyncJob = {
      ...order,
      ...creator,
      id: this.#options.nextJobId(),
      createdDate: now,
      systemModstamp: now,
      state: 'Open',
      batches: [],
    };
    this.#jobs.set(job.id, job);
    return job;
  }

  /** Throws InvalidJobState for a job that is closed, aborted, or older than a day. */
  addBatch(job: AsyncJob): AsyncBatch {
    if (job.state !== 'Open') {
      throw new AsyncError(
        'InvalidJobState',
        `The job is in state ${job.state} and takes no batches.`,
      );
    }
    const now = this.#options.clock.now();
    if (now.getTime() - job.createdDate.getTime() > dayMs) {
      throw new AsyncError(
        'InvalidJobState',
        'The job is older than 24 hours and takes no batches.',
      );
    }
    this.#batchCount += 1;
    const id = numberedId('751', this.#batchCount);
    const batch: AsyncBatch = {
      id,
      jobId: job.id,
      createdDate: now,
      contentPath: join(this.#options.folder, `${id}.content`),
      resultPath: join(this.#options.folder, `${id}.result`),
      resultId: numberedId('752', this.#batchCount),
      results: null,
      systemModstamp: now,
      state: 'Queued',
      stateMessage: null,
      numberRecordsProcessed: 0,
      numberRecordsFailed: 0,
      totalProcessingTimeMs: 0,
    };
    job.batches.push(batch);
    return batch;
  }

  /** Throws InvalidJob for one that doesn't exist or is too old, InvalidUser for one of somebody else. */
  job(id: string, userId: string): AsyncJob {
    const job = [...this.#jobs.values()].find((each) => isId(each, id));
    if (job === undefined || this.#isGone(job)) {
      throw new AsyncError('InvalidJob', `Unable to find a job with the id ${id}`);
    }
    if (job.userId === userId) return job;
    throw new AsyncError('InvalidUser', 'The job was created by another user.');
  }

  /** Throws InvalidBatch. */
  batch(job: AsyncJob, id: string): AsyncBatch {
    const batch = job.batches.find((each) => isId(each, id));
    if (batch !== undefined) return batch;
    throw new AsyncError('InvalidBatch', `Unable to find a batch with the id ${id}`);
  }

  /** Object of a job, for whoever watches requests. */
  watched(id: string): Pick<AsyncJob, 'object' | 'operation'> | undefined {
    return this.#jobs.get(id);
  }

  /** Batches of the last 24 hours. */
  batchesToday(): number {
    const since = this.#options.clock.now().getTime() - dayMs;
    return [...this.#jobs.values()]
      .flatMap(({ batches }) => batches)
      .filter(({ createdDate }) => createdDate.getTime() > since).length;
  }

  close(): void {
    for (const { batches } of this.#jobs.values()) {
      for (const { results, contentPath } of batches) {
        results?.delete();
        rmSync(contentPath, { force: true });
      }
    }
    this.#jobs.clear();
  }

  #isGone({ createdDate, batches }: AsyncJob): boolean {
    const youngest = batches.at(-1)?.createdDate ?? createdDate;
    return this.#options.clock.now().getTime() - youngest.getTime() > retentionMs;
  }
}

/** 15 characters name a job or batch as well as 18. */
function isId({ id }: { readonly id: string }, given: string): boolean {
  return id === given || id.slice(0, 15) === given;
}
