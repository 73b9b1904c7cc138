import type { OutOfTries } from '../domain/out-of-tries.ts';
import { RunHandedOver } from '../domain/run-handed-over.ts';
import type { RunRequest, RunResult } from '../domain/run.ts';
import { finishRun } from './log/finish-run.ts';
import type { RunPorts } from './run-ports.ts';
import { RunRecorder } from './run-recorder.ts';
import { sendChanges } from './send-changes.ts';
import { openRun, type TakenRun } from './take-run.ts';
import { leftInOutbox } from './write/settled-before.ts';

/**
 * Ends a run that nobody carries out any more: nothing is sent, what was settled counts, and the rest is deferred to the
 * next run. Its record in the organization is closed, also one that was requested and never begun.
 *
 * Always resolves, as a run does: what keeps it from its record is in the result.
 *
 * @throws RunHandedOver where a worker has taken the run meanwhile
 */
export async function closeRun(
  request: RunRequest,
  why: 'cancelled' | OutOfTries,
  ports: RunPorts,
): Promise<RunResult> {
  const isCancelled = why === 'cancelled';
  const stopped = AbortSignal.abort(isCancelled ? new Error('The run was cancelled.') : why);
  const judged = isCancelled ? stopped : new AbortController().signal;
  const recorder = new RunRecorder(request, ports, judged, false);
  try {
    // Nothing of it is carried out any more, so that it does not matter how it was decided.
    const taken = await openRun(request, ports, recorder, () => Promise.resolve(true));
    await accountFor(request, taken, ports, recorder, stopped);
  } catch (error) {
    if (error instanceof RunHandedOver) throw error;
    recorder.failed(error);
  }
  if (!isCancelled) recorder.failed(why);
  return finishRun(recorder, ports);
}

/** What an earlier worker came to counts; the signal, aborted already, keeps the rest from being sent. */
async function accountFor(
  { runKey }: RunRequest,
  { org: { organizationId }, outbox, checkpoint }: TakenRun,
  ports: RunPorts,
  recorder: RunRecorder,
  signal: AbortSignal,
): Promise<void> {
  if (!checkpoint) return;
  const { outcomes, pending, jobs } = await leftInOutbox(outbox.accounts());
  recorder.knownOutcomes(outcomes);
  const { inBulk, apiReservePercent } = checkpoint;
  const request = { organizationId, runKey, inBulk, apiReservePercent, outbox, signal };
  await sendChanges({ ...request, pending, jobs }, ports, recorder);
}
