import type { BulkWatch } from '../../ports/account-writer.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Carrier, HeldOutbox } from '../../ports/outbox.ts';

/** A note that took longer may be that of a process that stood still: the run can be another's by now. */
const freshMs = 5_000;
const attempts = 3;

/**
 * Notes what is about to be sent, so that it can leave at once. Throws a RunHandedOver where the run is another's: also to
 * a worker that was stopped in the middle of the note and goes on long after.
 */
export async function noteSending(
  carrier: Carrier,
  accountIds: readonly string[],
  outbox: Pick<HeldOutbox, 'sending' | 'touch'>,
  clock: Clock,
): Promise<void> {
  const begunAt = clock.now();
  await outbox.sending(carrier, accountIds);
  await confirmFresh(begunAt, outbox, clock);
}

async function confirmFresh(
  begunAt: Date,
  outbox: Pick<HeldOutbox, 'touch'>,
  clock: Clock,
): Promise<void> {
  let since = begunAt;
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    if (clock.now().getTime() - since.getTime() < freshMs) return;
    since = clock.now();
    await outbox.touch();
  }
}

/**
 * Notes what a Bulk job has, and that whoever waits for it is alive.
 *
 * @param onWaiting told before each look at a job that the run is ours still
 */
export function notedJobs(
  signal: AbortSignal,
  outbox: Pick<HeldOutbox, 'sending' | 'touch'>,
  clock: Clock,
  onWaiting: () => Promise<void>,
): BulkWatch {
  return {
    onCreated: (jobId, accountIds) => noteSending(`job ${jobId}`, accountIds, outbox, clock),
    onLook: async () => {
      await outbox.touch();
      await onWaiting();
    },
    signal,
  };
}
