import type { AccountChanges, Outcome } from '../domain/change.ts';
import type { ConnectedOrg } from '../ports/org-connection.ts';
import type { HeldOutbox } from '../ports/outbox.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';
import { rememberOutcomes } from './remember-outcomes.ts';
import { notedJobs } from './write/note-sending.ts';
import { settlement } from './write/settle.ts';
import { leftInOutbox } from './write/settled-before.ts';

export interface LeftBehindRequest {
  readonly org: ConnectedOrg;
  /** Of the run that is taken: its own plan, where it is too old to be carried out, is left behind as well. */
  readonly outbox: HeldOutbox;
  readonly runKey: string;
  readonly signal: AbortSignal;
}

/** Longer than any pause of a run that is alive, a request that Salesforce takes its time for included. */
const silentMs = 10 * 60_000;

/**
 * Learns what became of Bulk jobs that earlier runs of the organization left: a run that was given up, or whose process
 * ended with nobody to go on. Only then is it read what the fields hold. What they have not sent is decided anew.
 *
 * @throws BulkJobUnsettled where a job is still at work: nothing may be decided while it changes the Accounts
 */
export async function settleLeftBehind(
  { org: { organizationId }, outbox, runKey, signal }: LeftBehindRequest,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const since = new Date(ports.clock.now().getTime() - silentMs);
  const keys = await ports.outbox.leftBehind(organizationId, since);
  if (outbox.plan) await settleJobs({ organizationId, runKey, outbox, signal }, ports, recorder);
  for (const key of keys) {
    if (key === runKey) continue;
    const left = await ports.outbox.hold(organizationId, key);
    await settleJobs({ organizationId, runKey: key, outbox: left, signal }, ports, recorder);
    await left.discard();
  }
}

interface JobsRequest {
  readonly organizationId: string;
  readonly runKey: string;
  readonly outbox: HeldOutbox;
  readonly signal: AbortSignal;
}

async function settleJobs(
  request: JobsRequest,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const { outbox, signal } = request;
  const { jobs } = await leftInOutbox(outbox.accounts());
  for (const [jobId, accounts] of jobs) {
    const byId = new Map(accounts.map((account) => [account.accountId, account]));
    const watch = notedJobs(signal, outbox, ports.clock);
    let written = 0;
    for await (const results of ports.writer.resumeBulk(jobId, [...byId.keys()], watch)) {
      const outcomes = results.flatMap((result) => outcomesIn(byId.get(result.accountId), result));
      await rememberOutcomes(request, outcomes, ports);
      written += outcomes.filter(({ kind }) => kind === 'written').length;
    }
    recorder.book.add({
      level: 'Info',
      code: 'EARLIER_JOB_SETTLED',
      message: `Bulk job ${jobId} of the run ${request.runKey} has written ${written} values.`,
      explanation:
        'That run ended before the job did. Its values are accounted for now; nothing needs to be done.',
    });
  }
}

/** What is to be sent again is not: this run decides about it. */
function outcomesIn(
  account: AccountChanges | undefined,
  result: Parameters<typeof settlement>[1],
): readonly Outcome[] {
  return account ? settlement(account, result).outcomes : [];
}
