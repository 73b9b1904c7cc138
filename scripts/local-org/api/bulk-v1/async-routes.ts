import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { admitted } from '../admission.ts';
import type { ApiContext } from '../api-context.ts';
import { bulkBatches, dailyBulkBatches } from '../limits/limits.ts';
import { asAsyncError, AsyncError, errorMembers } from './async-error.ts';
import { asyncXml, bodyMembers, sendMembers, speaksJson } from './async-format.ts';
import {
  asyncOrder,
  batchMembers,
  isQueryJob,
  jobMembers,
  type AsyncBatch,
  type AsyncJob,
} from './async-job.ts';
import { runBatch } from './batch-run.ts';

const root = '/services/async/:version/job';
const config = { operation: 'bulkV1' } as const;

/** A batch is at most 10 MB (asynch_api_concepts_limits). */
const largestBatchBytes = 10 * 1_048_576;

/** Bulk API, the first one: jobs and batches as jsforce's `conn.bulk` and older tools send them. */
export function addAsyncRoutes(app: FastifyInstance, context: ApiContext): void {
  app.register((routes, _options, done) => {
    // Whatever a batch claims to be, its job says how it is to be read.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, parsed) => {
      parsed(null, text);
    });
    routes.setErrorHandler(async (error, request, reply) => {
      const refusal = asAsyncError(error);
      if (refusal.status >= 500) context.reportDefect(error);
      return sendMembers(request, reply.code(refusal.status), 'error', errorMembers(refusal));
    });
    addJobRoutes(routes, context);
    addBatchRoutes(routes, context);
    done();
  });
}

function addJobRoutes(app: FastifyInstance, context: ApiContext): void {
  const send = (job: AsyncJob, request: FastifyRequest, reply: FastifyReply) =>
    sendMembers(request, reply, 'jobInfo', jobMembers(job, speaksJson(request)));
  app.post(root, { config }, (request, reply) =>
    send(createJob(request, context), request, reply.code(201)),
  );
  app.get(`${root}/:jobId`, { config }, (request, reply) =>
    send(jobOf(request, context), request, reply),
  );
  app.post(`${root}/:jobId`, { config }, (request, reply) => {
    const job = jobOf(request, context);
    changeState(job, bodyMembers(request).state, context);
    return send(job, request, reply);
  });
}

function addBatchRoutes(app: FastifyInstance, context: ApiContext): void {
  const batches = `${root}/:jobId/batch`;
  const options = { config, bodyLimit: largestBatchBytes };
  app.post(batches, options, async (request, reply) => {
    const batch = await addedBatch(request, context);
    const members = batchMembers(batch, speaksJson(request));
    return sendMembers(request, reply.code(201), 'batchInfo', members);
  });
  app.get(batches, { config }, (request, reply) => {
    const isJson = speaksJson(request);
    const all = jobOf(request, context).batches.map((batch) => batchMembers(batch, isJson));
    return sendMembers(request, reply, 'batchInfoList', { batchInfo: all });
  });
  app.get(`${batches}/:batchId`, { config }, (request, reply) => {
    const { batch } = batchOf(request, context);
    return sendMembers(request, reply, 'batchInfo', batchMembers(batch, speaksJson(request)));
  });
  app.get(`${batches}/:batchId/request`, { config }, (request, reply) => {
    const { job, batch } = batchOf(request, context);
    return sendFile(job, batch.contentPath, reply);
  });
  app.get(`${batches}/:batchId/result`, { config }, (request, reply) => {
    const { job, batch } = finishedBatch(request, context);
    return isQueryJob(job)
      ? sendResultList(job, batch, reply)
      : sendFile(job, batch.resultPath, reply);
  });
  app.get(`${batches}/:batchId/result/:resultId`, { config }, (request, reply) => {
    const { job, batch } = finishedBatch(request, context);
    if (!isQueryJob(job) || (request.params as { resultId: string }).resultId !== batch.resultId) {
      throw new AsyncError('InvalidBatch', 'The batch has no result with this id.');
    }
    return sendFile(job, batch.resultPath, reply);
  });
}

function createJob(request: FastifyRequest, { org, asyncJobs }: ApiContext): AsyncJob {
  const { userId, version, session, call } = admitted(request);
  const chunking = request.headers['sforce-enable-pkchunking'];
  if (chunking !== undefined && !/^false$/i.test(String(chunking))) {
    const message = 'Sforce-Enable-PKChunking: the local org does not support this.';
    throw new AsyncError('FeatureNotEnabled', message);
  }
  const lineEnding = request.headers['sforce-line-ending'] === 'CRLF' ? 'CRLF' : 'LF';
  const order = asyncOrder(bodyMembers(request), org.schema, session);
  const job = asyncJobs.create({ ...order, lineEnding }, { userId, apiVersion: version });
  if (!isQueryJob(job)) call.writes.set(job.object, 0);
  return job;
}

function jobOf(request: FastifyRequest, { asyncJobs }: ApiContext): AsyncJob {
  const { userId, version } = admitted(request);
  const job = asyncJobs.job((request.params as { jobId: string }).jobId, userId);
  if (job.apiVersion === version) return job;
  const message = `The job belongs to version ${job.apiVersion}: ask for it there.`;
  throw new AsyncError('InvalidUrl', message);
}

function batchOf(
  request: FastifyRequest,
  context: ApiContext,
): { readonly job: AsyncJob; readonly batch: AsyncBatch } {
  const job = jobOf(request, context);
  const { batchId } = request.params as { batchId: string };
  return { job, batch: context.asyncJobs.batch(job, batchId) };
}

/** A batch that has results: one that failed half-way has those of the rows before. */
function finishedBatch(request: FastifyRequest, context: ApiContext): ReturnType<typeof batchOf> {
  const found = batchOf(request, context);
  const { state } = found.batch;
  if (state === 'Completed' || state === 'Failed') return found;
  throw new AsyncError('InvalidBatch', `The batch has no results: it is in state ${state}.`);
}

/** Queued batches of a job that is aborted stay unprocessed; one under way is carried out to its end. */
function changeState(job: AsyncJob, state: unknown, { clock }: ApiContext): void {
  const isOver = job.state !== 'Open';
  if ((state !== 'Closed' && state !== 'Aborted') || (isOver && job.state !== state)) {
    throw new AsyncError(
      'InvalidJobState',
      `A job in state ${job.state} can't be changed to ${JSON.stringify(state)}.`,
    );
  }
  job.state = state;
  job.systemModstamp = clock.now();
  if (state === 'Closed') return;
  for (const batch of job.batches) if (batch.state === 'Queued') batch.state = 'NotProcessed';
}

async function addedBatch(request: FastifyRequest, context: ApiContext): Promise<AsyncBatch> {
  const { asyncJobs } = context;
  const job = jobOf(request, context);
  const content = typeof request.body === 'string' ? request.body : '';
  if (content.trim() === '') throw new AsyncError('InvalidBatch', 'A batch needs some content.');
  if (bulkBatches(context) >= dailyBulkBatches) {
    throw new AsyncError('ExceededQuota', 'ApiBatchItems Limit exceeded.');
  }
  const batch = asyncJobs.addBatch(job);
  await writeFile(batch.contentPath, content, { mode: 0o600 });
  runInBackground(job, batch, request, context);
  return batch;
}

/** What goes wrong there and isn't the batch's fault is a defect of the org. */
function runInBackground(
  job: AsyncJob,
  batch: AsyncBatch,
  request: FastifyRequest,
  { org, clock, bulk, reportDefect }: ApiContext,
): void {
  const { latency } = bulk.options;
  const { signal } = bulk.closing;
  const transaction = <T>(work: () => T) => org.transaction(work);
  const { session } = admitted(request);
  runBatch(job, batch, { session, clock, transaction, latency, signal }).catch((error: unknown) => {
    if (signal.aborted) return;
    batch.state = 'Failed';
    batch.stateMessage = `InternalServerError : ${error instanceof Error ? error.message : String(error)}`;
    reportDefect(error);
  });
}

async function sendResultList(
  { contentType }: AsyncJob,
  { resultId }: AsyncBatch,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (contentType === 'JSON')
    return reply.type('application/json').send(JSON.stringify([resultId]));
  const list = asyncXml('result-list', { result: resultId });
  return reply.type('application/xml;charset=UTF-8').send(list);
}

async function sendFile(
  { contentType }: AsyncJob,
  path: string,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const type = contentType === 'CSV' ? 'text/csv' : 'application/json';
  return reply.type(type).send(createReadStream(path));
}
