import { PgBoss, type Job, type JobWithMetadata } from 'pg-boss';
import { RunHandedOver } from '../../domain/run-handed-over.ts';
import type { CarryOut, QueuedRun, RunQueue } from '../../ports/run-queue.ts';
import { abandon, abandonedQueue, closeAbandoned, createAbandonedQueue } from './abandoned-runs.ts';
import { openRuns } from './open-runs.ts';
import type { QueueDatabase } from './queue-database.ts';
import { runsUnderWay, type RunsUnderWay } from './runs-under-way.ts';

export interface QueueOptions {
  readonly database: QueueDatabase;
  /** Told of what goes wrong between runs, such as a database that is away for a while. */
  readonly onError: (error: Error) => void;
  /** How long a worker may be silent before its run goes to another; 10 or more. */
  readonly heartbeatSeconds?: number | undefined;
  /** How long a worker waits before it asks for the next run. */
  readonly pollingSeconds?: number | undefined;
  /** How often a run that does not end is begun again, and how long the first pause before it is. */
  readonly retryLimit?: number | undefined;
  readonly retrySeconds?: number | undefined;
}

const queueName = 'sync-run';
/** A run that hangs is given up after a day, when the next is due. */
const longestRunSeconds = 23 * 3_600;
/** Restarts of workers count as tries too, so this is more than a run that fails needs. */
const tries = 12;
/** How many heartbeats the worker of a cancelled run has to settle what it sent, before the run is closed without it. */
const closingHeartbeats = 5;
const defaultHeartbeatSeconds = 30;

/**
 * The queue on PostgreSQL, by pg-boss. Its policy `stately` admits for each key, here the organization, one run that
 * waits, one that waits for another try and one that is carried out.
 */
export async function openRunQueue(wanted: QueueOptions): Promise<RunQueue> {
  const { heartbeatSeconds = defaultHeartbeatSeconds, pollingSeconds = 2 } = wanted;
  const boss = new PgBoss({
    db: wanted.database,
    schema: 'run_queue',
    schedule: false,
    superviseIntervalSeconds: Math.max(1, Math.floor(heartbeatSeconds / 3)),
    monitorIntervalSeconds: Math.max(1, Math.floor(heartbeatSeconds / 3)),
  });
  boss.on('error', wanted.onError);
  await boss.start();
  await createQueues(boss, wanted);
  const underWay = runsUnderWay();
  return {
    enqueue: (run, awaiter = 0) => enqueue(boss, run, awaiter),
    open: () => openRuns(wanted.database, queueName),
    openOf: (organizationId) => openRuns(wanted.database, queueName, organizationId),
    cancel: (runKey) => cancel(boss, runKey, underWay, heartbeatSeconds),
    work: async (atOnce, carryOut, close) => {
      const work = {
        batchSize: 1,
        localConcurrency: atOnce,
        pollingIntervalSeconds: pollingSeconds,
      };
      await boss.work<QueuedRun>(queueName, work, async (jobs) => {
        for (const job of jobs) await carriedOut(boss, job, carryOut, underWay);
      });
      await closeAbandoned(boss, pollingSeconds, close);
    },
    workFor: async (awaiter, carryOut) => {
      const only = { minPriority: awaiter, maxPriority: awaiter };
      const work = { batchSize: 1, pollingIntervalSeconds: pollingSeconds, ...only };
      await boss.work<QueuedRun>(queueName, work, async (jobs) => {
        for (const job of jobs) await carriedOut(boss, job, carryOut, underWay);
      });
    },
    close: async (deadlineMs) => {
      await boss.offWork(queueName, { wait: false });
      await boss.offWork(abandonedQueue, { wait: false });
      await underWay.ended(deadlineMs * 0.6);
      underWay.handOver(new RunHandedOver('this one was told to stop.'));
      await underWay.ended(deadlineMs * 0.4);
      await boss.stop({ graceful: true, timeout: 1_000 });
    },
  };
}

async function createQueues(
  boss: PgBoss,
  {
    heartbeatSeconds = defaultHeartbeatSeconds,
    retryLimit = tries,
    retrySeconds: retryDelay = 5,
  }: QueueOptions,
): Promise<void> {
  await createAbandonedQueue(boss);
  const options = {
    heartbeatSeconds,
    expireInSeconds: longestRunSeconds,
    deadLetter: abandonedQueue,
    retryLimit,
    retryDelay,
    retryBackoff: true,
    retryDelayMax: 900,
  };
  await boss.createQueue(queueName, { policy: 'stately', ...options });
  // One that an earlier version created keeps what that version had set.
  await boss.updateQueue(queueName, options);
}

async function enqueue(
  boss: PgBoss,
  run: QueuedRun,
  priority: number,
): ReturnType<RunQueue['enqueue']> {
  const { runKey: id, organizationId: singletonKey } = run;
  const sent = await boss.send(queueName, run, { id, singletonKey, priority });
  if (sent !== null) return 'queued';
  const job = await found(boss, id);
  if (!job) return 'busy';
  return isOpen(job) ? 'known' : 'ended';
}

async function found(boss: PgBoss, id: string): Promise<JobWithMetadata<QueuedRun> | undefined> {
  return (await boss.findJobs<QueuedRun>(queueName, { id }))[0];
}

function isOpen({ state }: JobWithMetadata<QueuedRun>): boolean {
  return ['created', 'retry', 'active'].includes(state);
}

async function cancel(
  boss: PgBoss,
  runKey: string,
  underWay: RunsUnderWay,
  heartbeatSeconds: number,
): Promise<boolean> {
  const job = await found(boss, runKey);
  if (!job || !isOpen(job)) return false;
  await boss.cancel(queueName, runKey);
  underWay.cancel(runKey);
  // A worker that is alive closes it by itself, and has the time for what it sent; one that is dead can't.
  const startAfter = job.state === 'active' ? closingHeartbeats * heartbeatSeconds : 0;
  await abandon(boss, job.data, startAfter);
  return true;
}

/**
 * Carries out one run. Where the queue takes it away, it was cancelled, or this worker was taken for dead: then another
 * has it, and nothing more may be sent or told from here.
 */
async function carriedOut(
  boss: PgBoss,
  job: Job<QueuedRun>,
  carryOut: CarryOut,
  underWay: RunsUnderWay,
): Promise<void> {
  const run = underWay.begin(job.id);
  const lost = (): void => {
    void whyLost(boss, job.id).then((reason) => {
      run.abort(reason);
    });
  };
  job.signal.addEventListener('abort', lost, { once: true });
  try {
    await carryOut(job.data, run.signal);
  } finally {
    job.signal.removeEventListener('abort', lost);
    underWay.end(job.id);
  }
}

async function whyLost(boss: PgBoss, id: string): Promise<Error> {
  const taken = new RunHandedOver('this one was not heard of for too long.');
  try {
    const job = await found(boss, id);
    return job?.state === 'cancelled' ? new Error('The run was cancelled.') : taken;
  } catch {
    // A database that does not answer can't say; to send nothing more is right either way.
    return taken;
  }
}
