import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { OutOfTries } from '../../domain/out-of-tries.ts';
import type { CloseRun, QueuedRun } from '../../ports/run-queue.ts';

/** Runs that nobody carries out any more and that have to be closed: pg-boss puts here what has no tries left. */
export const abandonedQueue = 'abandoned-run';

export async function createAbandonedQueue(boss: PgBoss): Promise<void> {
  await boss.createQueue(abandonedQueue, {
    policy: 'standard',
    // Of a closing that fails, such as while the database is away, no trouble comes: it is tried for about a day.
    retryLimit: 30,
    retryDelay: 30,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: 900,
  });
}

/** Has a cancelled run closed. */
export async function abandon(boss: PgBoss, run: QueuedRun, startAfter: number): Promise<void> {
  await boss.send(abandonedQueue, run, { startAfter });
}

/** Closes what is abandoned, one at a time, until the queue is closed. */
export async function closeAbandoned(
  boss: PgBoss,
  pollingIntervalSeconds: number,
  close: CloseRun,
): Promise<void> {
  const work = { batchSize: 1, pollingIntervalSeconds, includeMetadata: true } as const;
  await boss.work(abandonedQueue, work, async (jobs: readonly JobWithMetadata<QueuedRun>[]) => {
    for (const job of jobs) await close(job.data, reasonOf(job));
  });
}

/** What pg-boss put here itself has a source: the job that failed for good. */
function reasonOf(job: JobWithMetadata<QueuedRun>): 'cancelled' | OutOfTries {
  if (job.sourceName === null) return 'cancelled';
  return new OutOfTries((job.sourceRetryCount ?? 0) + 1, messageIn(job.sourceOutput));
}

/** Of a run that was given to the next worker each time, the reason for it is what counts. */
function messageIn(output: object | null): string | undefined {
  const { cause, message } = (output ?? {}) as {
    readonly cause?: unknown;
    readonly message?: unknown;
  };
  const inner = typeof cause === 'object' ? messageIn(cause) : undefined;
  return inner ?? (typeof message === 'string' ? message : undefined);
}
