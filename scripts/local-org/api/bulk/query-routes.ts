import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiContext } from '../api-context.ts';
import { admitted } from '../admission.ts';
import { apiError } from '../http/api-error.ts';
import { withHeader } from './ingest-routes.ts';
import { invalidJob, invalidJobState } from './job-error.ts';
import { locatorOf, rowOfLocator } from './locator.ts';
import { queryJobInfo, queryOrder, type QueryJob } from './query-job.ts';
import { runQueryJob } from './query-run.ts';

const root = '/services/data/:version/jobs/query';
const config = { operation: 'bulkQuery' } as const;

/** Addresses `/resultPages` hands out at a time. */
const parallelPages = 5;

/** The `/jobs/query` resource of Bulk API 2.0. */
export function addBulkQueryRoutes(app: FastifyInstance, context: ApiContext): void {
  app.post(root, { config }, (request) => queryJobInfo(createJob(request, context), 'short'));
  app.get(root, { config }, (request) => {
    const { userId } = admitted(request);
    const jobs = context.bulk.queryJobs().filter((job) => job.userId === userId);
    return {
      done: true,
      nextRecordsUrl: null,
      records: jobs.map((job) => queryJobInfo(job, 'full')),
    };
  });
  app.get(`${root}/:jobId`, { config }, (request) => queryJobInfo(jobOf(request, context), 'full'));
  app.patch(`${root}/:jobId`, { config }, (request) => {
    const job = jobOf(request, context);
    abort(job, (request.body as { state?: unknown } | undefined)?.state);
    return queryJobInfo(job, 'short');
  });
  app.delete(`${root}/:jobId`, { config }, (request, reply) => {
    const job = jobOf(request, context);
    if (job.state === 'InProgress')
      throw invalidJobState("A job in state InProgress can't be deleted. Abort it first.");
    context.bulk.removeQuery(job);
    return reply.code(204).send();
  });
  app.get(`${root}/:jobId/results`, { config }, (request, reply) =>
    sendPage(completeJob(request, context), request, reply, context.bulk.options.resultRows),
  );
  app.get(`${root}/:jobId/resultPages`, { config }, (request) =>
    resultPages(completeJob(request, context), request, context.bulk.options.resultRows),
  );
}

function createJob(request: FastifyRequest, context: ApiContext): QueryJob {
  const { userId, version, session } = admitted(request);
  const { org, clock, bulk, reportDefect } = context;
  const { dailyQueryJobs } = bulk.options;
  if (bulk.usedToday().queryJobs >= dailyQueryJobs) {
    throw apiError(400, 'LIMIT_EXCEEDED', `More than ${dailyQueryJobs} query jobs in 24 hours`);
  }
  const order = queryOrder((request.body ?? {}) as Record<string, unknown>, session);
  const job = bulk.createQuery(order, { userId, apiVersion: version });
  const { latency } = bulk.options;
  const { signal } = bulk.closing;
  runQueryJob(job, { session: org.asUser(userId), clock, latency, signal }).catch(
    (error: unknown) => {
      if (signal.aborted) return;
      job.state = 'Failed';
      job.errorMessage = error instanceof Error ? error.message : String(error);
      reportDefect(error);
    },
  );
  return job;
}

function jobOf(request: FastifyRequest, { bulk }: ApiContext): QueryJob {
  return bulk.query((request.params as { jobId: string }).jobId, admitted(request).userId);
}

/** The job whose results are asked for: over, and asked in the version it was created in. */
function completeJob(request: FastifyRequest, context: ApiContext): QueryJob {
  const job = jobOf(request, context);
  if (admitted(request).version !== job.apiVersion) {
    const message = `Results must be retrieved with the API version the job was created with: ${job.apiVersion}`;
    throw apiError(409, 'API_VERSION_MISMATCH', message);
  }
  if (job.state === 'Failed' || job.state === 'Aborted') {
    throw invalidJobState(`A job in state ${job.state} has no results.`);
  }
  if (job.state !== 'JobComplete') {
    throw apiError(
      412,
      'JOB_NOT_COMPLETE',
      `The job is not complete. It is in state ${job.state}.`,
    );
  }
  return job;
}

function abort(job: QueryJob, state: unknown): void {
  const canAbort = job.state === 'UploadComplete' || job.state === 'InProgress';
  if (state !== 'Aborted' || !canAbort) {
    throw invalidJobState(
      `A job in state ${job.state} can't be changed to ${JSON.stringify(state)}.`,
    );
  }
  job.state = 'Aborted';
}

async function sendPage(
  job: QueryJob,
  request: FastifyRequest,
  reply: FastifyReply,
  defaultRows: number,
): Promise<FastifyReply> {
  const { locator, maxRecords } = request.query as { locator?: string; maxRecords?: string };
  const start = startRow(job, locator);
  const count = Math.min(rowsAsked(maxRecords) ?? defaultRows, job.rows.rowCount - start);
  const next = start + count;
  const rows = job.rows.stream(start, count);
  return (
    reply
      .type('text/csv')
      .header('Sforce-NumberOfRecords', String(count))
      // The last page says so with the word null: a client that finds no header at all starts over for ever.
      .header('Sforce-Locator', next < job.rows.rowCount ? locatorOf(next) : 'null')
      .send(rows === null ? job.header : Readable.from(withHeader(job.header, rows)))
  );
}

function resultPages(
  job: QueryJob,
  request: FastifyRequest,
  pageRows: number,
): Record<string, unknown> {
  const { locator } = request.query as { locator?: string };
  const starts: number[] = [];
  let row = startRow(job, locator);
  do {
    starts.push(row);
    row += pageRows;
  } while (row < job.rows.rowCount && starts.length < parallelPages);
  const base = `/services/data/v${job.apiVersion}/jobs/query/${job.id}`;
  const done = row >= job.rows.rowCount;
  return {
    resultPages: starts.map((start) => ({
      resultUrl: `${base}/results?locator=${locatorOf(start)}`,
    })),
    ...(!done && { nextRecordsUrl: `${base}/resultPages?locator=${locatorOf(row)}` }),
    done,
  };
}

function startRow(job: QueryJob, locator: string | undefined): number {
  if (locator === undefined || locator === '') return 0;
  const row = rowOfLocator(locator);
  if (row === null || row > job.rows.rowCount) throw invalidJob(`Unknown locator ${locator}`);
  return row;
}

function rowsAsked(maxRecords: string | undefined): number | null {
  if (maxRecords === undefined) return null;
  const rows = Number(maxRecords);
  if (!Number.isInteger(rows) || rows < 1)
    throw invalidJob('maxRecords must be a positive integer');
  return rows;
}
