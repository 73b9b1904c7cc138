import { BulkJobUnsettled } from '../domain/bulk-job-unsettled.ts';
import type { AccountChanges, Change, Outcome, SalesforceFault } from '../domain/change.ts';
import { RunHandedOver } from '../domain/run-handed-over.ts';
import type { HeldOutbox } from '../ports/outbox.ts';
import { failureRemark } from './log/failure-remark.ts';
import { patiently } from './patience.ts';
import { rememberOutcomes } from './remember-outcomes.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';
import { endedEarly } from './write/ended-early.ts';
import { withDestination } from './write/merged-accounts.ts';
import { isGone, outcomesOf, type Pending } from './write/settle.ts';
import { writeChanges } from './write/write-changes.ts';

export interface SendRequest {
  readonly organizationId: string;
  readonly runKey: string;
  readonly pending: readonly Pending[];
  /** What Bulk jobs of an earlier holder of the run have, by job id. */
  readonly jobs: ReadonlyMap<string, readonly AccountChanges[]>;
  readonly inBulk: boolean;
  readonly apiReservePercent: number;
  readonly outbox: HeldOutbox;
  readonly signal: AbortSignal;
}

/** Closing the run, its entries and the catalogue. */
export const callsAfterWriting = 4;

/**
 * Sends changes; what Salesforce confirmed is remembered at once, and settled after that, so that whoever goes on with the run
 * remembers it again rather than not at all. Every change gets an outcome.
 */
export async function sendChanges(
  request: SendRequest,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const accounts = [
    ...request.pending.map(({ account }) => account),
    ...[...request.jobs.values()].flat(),
  ];
  const all = accounts.flatMap(({ changes }) => changes);
  const open = new Set(all);
  const outbox = patientOutbox(request.outbox, ports);
  const remainingCalls = (): number => callsLeft(ports, request.apiReservePercent);
  const showProgress = (): Promise<void> =>
    recorder.progressed('Write', all.length - open.size, all.length);
  const tools = { ...ports, outbox, onWaiting: showProgress };
  const sending = writeChanges({ ...request, remainingCalls }, tools);
  try {
    for await (const outcomes of sending) {
      const settled = await followGone(outcomes, ports, recorder);
      recorder.outcomes(settled);
      for (const { change } of settled) open.delete(change);
      await keep(request, settled, ports);
      ports.observer.phaseProgressed('Write', all.length - open.size, all.length);
      await showProgress();
    }
  } catch (error) {
    deferOpen(accounts, open, reasonOf(error), recorder);
    if (request.signal.reason instanceof RunHandedOver) throw request.signal.reason;
    if (!(error instanceof BulkJobUnsettled)) throw error;
    // A cancelled run ends here; the next one asks the job.
    if (recorder.isResumable && !request.signal.aborted) throw error;
  }
}

function patientOutbox(
  outbox: HeldOutbox,
  { clock }: RunPorts,
): Pick<HeldOutbox, 'sending' | 'touch'> {
  return {
    sending: (carrier, ids) => patiently(() => outbox.sending(carrier, ids), clock),
    touch: () => patiently(() => outbox.touch(), clock),
  };
}

async function keep(
  request: SendRequest,
  outcomes: readonly Outcome[],
  ports: RunPorts,
): Promise<void> {
  await rememberOutcomes(request, outcomes, ports);
  await patiently(() => request.outbox.settle(outcomes), ports.clock);
}

function reasonOf(error: unknown): SalesforceFault {
  return error instanceof BulkJobUnsettled
    ? { code: 'BULK_JOB_UNSETTLED', message: error.message, fields: [] }
    : endedEarly;
}

/** What was never sent, or is not known yet, is accounted for too, whatever ended the sending. */
function deferOpen(
  accounts: readonly AccountChanges[],
  open: ReadonlySet<Change>,
  fault: SalesforceFault,
  recorder: RunRecorder,
): void {
  for (const account of accounts) {
    const rest = account.changes.filter((change) => open.has(change));
    recorder.outcomes(outcomesOf(account, rest, 'deferred', fault));
  }
}

/** What is left of the sync's share of the allowance. Before the first answer tells it, it is taken as free. */
function callsLeft({ connection }: RunPorts, apiReservePercent: number): number {
  const usage = connection.usage();
  if (!usage) return Infinity;
  return Math.floor(usage.limit * (1 - apiReservePercent / 100)) - usage.used - callsAfterWriting;
}

/** Looking up where Accounts went is a courtesy: without it, what was settled is settled all the same. */
async function followGone(
  outcomes: readonly Outcome[],
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<readonly Outcome[]> {
  const gone = outcomes.filter(({ fault }) => fault !== undefined && isGone(fault));
  if (gone.length === 0) return outcomes;
  try {
    const accountIds = [...new Set(gone.map(({ accountId }) => accountId))];
    return withDestination(outcomes, await ports.accounts.findGone(accountIds));
  } catch (error) {
    const explanation =
      'Whether deleted Accounts were merged could not be looked up. The next run finds them again.';
    recorder.book.add({ ...failureRemark(error), level: 'Warning', explanation });
    return outcomes;
  }
}
