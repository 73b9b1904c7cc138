import { BulkJobUnsettled } from '../domain/bulk-job-unsettled.ts';
import { OrgError } from '../domain/org-error.ts';
import { RunHandedOver } from '../domain/run-handed-over.ts';
import type { RunRequest } from '../domain/run.ts';
import { StoreAway } from '../domain/store-away.ts';
import { settleClearing } from './clear-values.ts';
import { patiently } from './patience.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';
import { sendChanges } from './send-changes.ts';
import type { TakenRun } from './take-run.ts';
import { leftInOutbox } from './write/settled-before.ts';

/**
 * Goes on with a run that somebody else had planned: what was settled counts, what was sent is asked for, the rest is sent. Nothing
 * is read or decided anew, so that the run is one run, whoever carried out its parts.
 */
export async function resumeRun(
  { runKey }: RunRequest,
  { org, outbox, checkpoint }: TakenRun,
  ports: RunPorts,
  signal: AbortSignal,
  recorder: RunRecorder,
): Promise<void> {
  if (!checkpoint) throw new RangeError(`The run ${runKey} was planned by nobody.`);
  const { organizationId } = org;
  const { inBulk, apiReservePercent, clearing } = checkpoint;
  let sent = 0;
  await recorder.phase(
    'Write',
    async () => {
      const { outcomes, pending, jobs } = await leftInOutbox(outbox.accounts());
      recorder.knownOutcomes(outcomes);
      sent = outcomes.length;
      const request = { organizationId, runKey, inBulk, apiReservePercent, outbox, signal };
      await sendChanges({ ...request, pending, jobs }, ports, recorder);
    },
    () => `taken over; ${sent} values were settled before`,
  );
  await settleClearing({ ...clearing, changes: [] }, ports, recorder);
}

/** What ended the run. Throws the RunHandedOver where it is not ended: by another who has it, or by one who comes later. */
export function giveUp(error: unknown, signal: AbortSignal, run: RunGivenUp): unknown {
  if (error instanceof RunHandedOver) throw error;
  if (signal.reason instanceof RunHandedOver) throw signal.reason;
  if (run.isResumable && isOpen(error, run))
    throw new RunHandedOver(error.message, { cause: error });
  return error;
}

type RunGivenUp = Pick<RunRecorder, 'isResumable' | 'logIsOpen'>;

/**
 * Whether the run has not ended with this error. Where Salesforce is disturbed before the run's record is open, an end could
 * not be told there: whoever requested the run would wait for ever.
 */
function isOpen(error: unknown, { logIsOpen }: RunGivenUp): error is Error {
  if (error instanceof OrgError) return !logIsOpen && error.kind === 'transient';
  return error instanceof BulkJobUnsettled || error instanceof StoreAway;
}

/** Makes sure that the run is still ours before it is closed. Throws the RunHandedOver where it is not. */
export async function confirmRun(
  recorder: RunRecorder,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<void> {
  const { outbox } = recorder;
  if (!outbox) return;
  try {
    await patiently(() => outbox.touch(), ports.clock);
  } catch (error) {
    // Without a database nobody else can have taken the run; where nobody goes on with it, its log is closed all the same.
    giveUp(error, signal, recorder);
  }
}
