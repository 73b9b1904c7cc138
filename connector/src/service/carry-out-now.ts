import type { Clock } from '../ports/clock.ts';
import type { PastRun, RunHistory } from '../ports/run-history.ts';
import type { QueuedRun, RunQueue } from '../ports/run-queue.ts';

export interface CarryOutNowParts {
  readonly queue: Pick<RunQueue, 'enqueue' | 'openOf' | 'cancel'>;
  readonly runs: Pick<RunHistory, 'newestRuns'>;
  /** By which a worker of this process takes the run and no other. */
  readonly awaiter: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const lookAgainMs = 500;
/** The run may not be the newest any more when it is looked for: a retry or a daily run may have ended after it. */
const runsLookedAt = 20;

/**
 * Queues the run and waits until some worker, here or elsewhere, has ended it.
 *
 * @throws where another run of the organization waits already, where the run ended without a result, such as one that
 * was cancelled before it began, and where the signal aborts meanwhile: then the run is cancelled
 */
export async function carriedOutNow(
  run: QueuedRun,
  { queue, runs, awaiter, clock, signal }: CarryOutNowParts,
): Promise<PastRun> {
  const { organizationId, runKey } = run;
  const queued = await queue.enqueue(run, awaiter);
  if (queued === 'busy')
    throw new Error(
      `Another run of the organization ${organizationId} waits already. "isvapp-connector runs --org ${organizationId}" shows it; try again when it has begun.`,
    );
  try {
    while ((await queue.openOf(organizationId)).some((each) => each.runKey === runKey))
      await clock.sleep(lookAgainMs, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    await queue.cancel(runKey);
    throw new Error(
      `The run ${runKey} was cancelled. What was sent is settled; "isvapp-connector runs --org ${organizationId}" shows what became of it.`,
      { cause: error },
    );
  }
  const ended = (await runs.newestRuns(organizationId, runsLookedAt)).find(
    (each) => each.runKey === runKey,
  );
  if (ended) return ended;
  throw new Error(
    `The run ${runKey} of the organization ${organizationId} ended without a result. The log of the worker that had it says why.`,
  );
}
