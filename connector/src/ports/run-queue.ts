import type { OutOfTries } from '../domain/out-of-tries.ts';
import type { RunRequest } from '../domain/run.ts';

/** A run that waits for a worker, or is being carried out. */
export interface QueuedRun extends RunRequest {
  readonly organizationId: string;
}

/**
 * How a run is carried out. The signal aborts with a RunHandedOver where somebody else is to finish it; then, as for
 * everything that keeps it from ending, it throws.
 */
export type CarryOut = (run: QueuedRun, signal: AbortSignal) => Promise<void>;

/** Why a run ends that nobody carries out any more. */
export type ReasonToClose = 'cancelled' | OutOfTries;

/** How such a run is ended where administrators and operators look for it. Does nothing where it has ended already. */
export type CloseRun = (run: QueuedRun, why: ReasonToClose) => Promise<void>;

/**
 * Runs that wait for a worker, kept in the store's database, so that several workers share them. An organization has
 * one run at a time across all workers, and at most one that waits. The run of a worker that died goes to another.
 */
export interface RunQueue {
  /**
   * Queues the run. `known` where a run of this key waits or is carried out, `ended` where one was queued before and is
   * not carried out any more, and `busy` where another run of the organization waits already: then nothing is queued.
   *
   * @param awaiter a whole number above 0 of whoever waits for the run: it comes before runs that nobody waits for
   */
  enqueue(run: QueuedRun, awaiter?: number): Promise<'queued' | 'known' | 'ended' | 'busy'>;
  /** Runs that wait or are carried out. */
  open(): Promise<readonly OpenRun[]>;
  /** Those of one organization. */
  openOf(organizationId: string): Promise<readonly OpenRun[]>;
  /** Ends a run that waits, or aborts one that is carried out, and has it closed; false where no such run is open. */
  cancel(runKey: string): Promise<boolean>;
  /**
   * Carries out queued runs until the queue is closed, as many at a time as `atOnce` says. A run that throws is
   * tried again, here or elsewhere. One that has no tries left, and one that was cancelled, is closed.
   */
  work(atOnce: number, carryOut: CarryOut, close: CloseRun): Promise<void>;
  /** As work, of the runs of this awaiter alone. Nothing is closed. */
  workFor(awaiter: number, carryOut: CarryOut): Promise<void>;
  /**
   * Takes no more runs, gives those under way until the deadline to end, and hands over what did not: the longer
   * half of the time is for ending, the rest for settling what was sent.
   */
  close(deadlineMs: number): Promise<void>;
}

export interface OpenRun extends QueuedRun {
  readonly state: 'waiting' | 'running';
  readonly since: Date;
}
