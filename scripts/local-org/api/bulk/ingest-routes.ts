import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiContext } from '../api-context.ts';
import { admitted } from '../admission.ts';
import { watchedSession } from '../watched-session.ts';
import { csvLine } from './csv-format.ts';
import { ingestJobInfo, ingestOrder, type IngestJob, type JobResults } from './ingest-job.ts';
import { runIngestJob } from './ingest-run.ts';
import { invalidJob, invalidJobState } from './job-error.ts';
import { multipartJob } from './multipart-job.ts';
import { uploadLimit } from './upload-limit.ts';

const root = '/services/data/:version/jobs/ingest';
const config = { operation: 'bulkIngest' } as const;

/** The `/jobs/ingest` resource of Bulk API 2.0. */
export function addIngestRoutes(app: FastifyInstance, context: ApiContext): void {
  app.post(root, { config }, async (request) => {
    const job = request.isMultipart()
      ? await createFromParts(request, context)
      : createJob(request, context, (request.body ?? {}) as Record<string, unknown>);
    return ingestJobInfo(job, 'short');
  });
  app.get(root, { config }, (request) => {
    const { userId } = admitted(request);
    const jobs = context.bulk.ingestJobs().filter((job) => job.userId === userId);
    return {
      done: true,
      nextRecordsUrl: null,
      records: jobs.map((job) => ingestJobInfo(job, 'full')),
    };
  });
  app.put(`${root}/:jobId/batches`, { config }, async (request, reply) => {
    await upload(jobOf(request, context), request);
    return reply.code(201).send();
  });
  app.patch(`${root}/:jobId`, { config }, (request) => {
    const job = jobOf(request, context);
    changeState(job, (request.body as { state?: unknown } | undefined)?.state, request, context);
    return ingestJobInfo(job, 'short');
  });
  app.get(`${root}/:jobId`, { config }, (request) =>
    ingestJobInfo(jobOf(request, context), 'full'),
  );
  app.delete(`${root}/:jobId`, { config }, (request, reply) => {
    const job = jobOf(request, context);
    if (job.state === 'Open' || job.state === 'InProgress') {
      throw invalidJobState(`A job in state ${job.state} can't be deleted. Abort it first.`);
    }
    context.bulk.removeIngest(job);
    return reply.code(204).send();
  });
  addResultRoutes(app, context);
}

function addResultRoutes(app: FastifyInstance, context: ApiContext): void {
  const results = (path: string, kind: keyof JobResults, extra: readonly string[]) => {
    app.get(`${root}/:jobId/${path}`, { config }, (request, reply) =>
      sendResults(jobOf(request, context), kind, extra, reply),
    );
  };
  results('successfulResults', 'successful', ['sf__Id', 'sf__Created']);
  results('failedResults', 'failed', ['sf__Id', 'sf__Error']);
  results('unprocessedrecords', 'unprocessed', []);
}

function jobOf(request: FastifyRequest, { bulk }: ApiContext): IngestJob {
  const { userId, call } = admitted(request);
  const job = bulk.ingest((request.params as { jobId: string }).jobId, userId);
  // Uploading and closing are writes even before a row is touched.
  if (request.method !== 'GET') call.writes.set(job.object, call.writes.get(job.object) ?? 0);
  return job;
}

function createJob(
  request: FastifyRequest,
  context: ApiContext,
  body: Readonly<Record<string, unknown>>,
): IngestJob {
  const { userId, version, call, session } = admitted(request);
  const order = ingestOrder(body, context.org.schema, session);
  const job = context.bulk.createIngest(order, { userId, apiVersion: version });
  call.writes.set(job.object, 0);
  return job;
}

/** Create, upload and close in one call, for small jobs. */
async function createFromParts(request: FastifyRequest, context: ApiContext): Promise<IngestJob> {
  const { body, content } = await multipartJob(request);
  const job = createJob(request, context, body);
  await save(job, Readable.from([content]));
  close(job, request, context);
  return job;
}

async function upload(job: IngestJob, { body }: FastifyRequest): Promise<void> {
  if (job.state !== 'Open') {
    throw invalidJobState(`The job is in state ${job.state} and takes no more data.`);
  }
  if (job.hasContent) {
    throw invalidJobState(
      `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
    );
  }
  if (!(body instanceof Readable))
    throw invalidJob('The content of a job is CSV: send it as text/csv');
  await save(job, body);
}

/** An upload that breaks off leaves nothing: the client sends it again. */
async function save(job: IngestJob, content: Readable): Promise<void> {
  try {
    await pipeline(content, uploadLimit(), createWriteStream(job.contentPath));
    job.hasContent = true;
  } catch (error) {
    await rm(job.contentPath, { force: true });
    throw error;
  }
}

function changeState(
  job: IngestJob,
  state: unknown,
  request: FastifyRequest,
  context: ApiContext,
): void {
  const isOver = job.state === 'JobComplete' || job.state === 'Failed' || job.state === 'Aborted';
  if (state === 'UploadComplete' && job.state === 'Open') {
    close(job, request, context);
    return;
  }
  if (state !== 'Aborted' || isOver) {
    throw invalidJobState(
      `A job in state ${job.state} can't be changed to ${JSON.stringify(state)}.`,
    );
  }
  job.state = 'Aborted';
  job.systemModstamp = context.clock.now();
}

/** Takes the job up, in the background. What goes wrong there and isn't the job's fault is a defect of the org. */
function close(job: IngestJob, request: FastifyRequest, context: ApiContext): void {
  const { org, clock, bulk, faults, analytics, reportDefect } = context;
  const { call } = admitted(request);
  job.state = 'UploadComplete';
  job.closingCall = call;
  const session = watchedSession(org.asUser(job.userId), {
    rows: faults.rows,
    analytics,
    writes: call.writes,
  });
  const run = {
    session,
    clock,
    transaction: <T>(work: () => T) => org.transaction(work),
    latency: bulk.options.latency,
    signal: bulk.closing.signal,
  };
  runIngestJob(job, run).catch((error: unknown) => {
    if (bulk.closing.signal.aborted) return;
    job.state = 'Failed';
    job.errorMessage = `InternalServerError : ${error instanceof Error ? error.message : String(error)}`;
    reportDefect(error);
  });
}

async function sendResults(
  job: IngestJob,
  kind: keyof JobResults,
  extra: readonly string[],
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (job.state !== 'JobComplete' && job.state !== 'Failed' && job.state !== 'Aborted') {
    throw invalidJobState(
      `Results are available when the job is over. It is in state ${job.state}.`,
    );
  }
  const header = csvLine([...extra, ...job.header], job.format);
  const rows = job.results[kind].stream(0, Infinity);
  const body = rows === null ? header : Readable.from(withHeader(header, rows));
  return reply.type('text/csv').send(body);
}

/** The first line, then the rows as they come from disk. */
export async function* withHeader(header: string, rows: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from(header);
  for await (const piece of rows) yield piece as Buffer;
}
