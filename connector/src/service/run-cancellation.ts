import { repeat } from '../adapters/queue/repeat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import type { RequestSource } from '../ports/request-source.ts';
import type { QueuedRun } from '../ports/run-queue.ts';

export interface RunCancellation {
  /** Aborts with the signal of the queue, when an administrator asked for it, and when the organization is removed. */
  readonly signal: AbortSignal;
  readonly end: () => void;
}

export interface RunCancellationParts {
  readonly requests: Pick<RequestSource, 'isCancelRequested'>;
  readonly organizations: Pick<Organizations, 'has'>;
  readonly clock: Clock;
  /** Told of what kept it from looking: the run itself finds out what is wrong, and says it. */
  readonly onFailure: (error: unknown) => void;
}

/** How often a run asks the organization whether it is to be cancelled; an API call each. */
const cancelPollMs = 60_000;

/**
 * Watches whether a run is to stop, until it is ended. Of a requested run it is asked before it begins: it waited, and its
 * record may have been cancelled meanwhile. The record of any other is not there yet.
 */
export async function runCancellation(
  { organizationId, runKey, trigger }: QueuedRun,
  queue: AbortSignal,
  { requests, organizations, clock, onFailure }: RunCancellationParts,
): Promise<RunCancellation> {
  const asked = new AbortController();
  const ended = new AbortController();
  const failed = (error: unknown): void => {
    if (!ended.signal.aborted) onFailure(error);
  };
  const ask = async (): Promise<void> => {
    if (await requests.isCancelRequested(runKey))
      asked.abort(new Error('An administrator cancelled the run.'));
  };
  const look = async (): Promise<void> => {
    if (await organizations.has(organizationId)) await ask();
    else asked.abort(new Error('The organization was removed from the connector.'));
  };
  if (trigger === 'Request') await ask().catch(failed);
  // A pause that ends early has ended with the run, and so have the looks.
  void clock
    .sleep(cancelPollMs, ended.signal)
    .catch(() => undefined)
    .then(() => repeat(look, cancelPollMs, clock, ended.signal, failed));
  return {
    signal: AbortSignal.any([queue, asked.signal]),
    end: () => {
      ended.abort();
    },
  };
}
