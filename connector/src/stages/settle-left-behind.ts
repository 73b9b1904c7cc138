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

/** Within it Salesforce has answered a request that was under way when its worker was killed or told to stop. */
const silentMs = 2 * 60_000;
const lookMs = 10_000;
/** One that goes on for longer is taken away from whoever has it: it can neither send nor settle anything more. */
const looksAtMost = 30;

/**
 * Learns what became of Bulk jobs that other runs of the organization left: a run that was cancelled or given up, one whose
 * process ended, one that waits for another try. Only then is it read what the fields hold. What they have not sent is
 * decided anew, here: a run that is taken up after this one would write values that are older than this one's.
 *
 * @throws BulkJobUnsettled where a job is still at work: nothing may be decided while it changes the Accounts
 */
export async function settleLeftBehind(
  { org: { organizationId }, outbox, runKey, signal }: LeftBehindRequest,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const others = await silentOthers({ organizationId, runKey, signal }, ports);
  if (outbox.plan) await settleJobs({ organizationId, runKey, outbox, signal }, ports, recorder);
  for (const key of others) {
    const left = await ports.outbox.hold(organizationId, key);
    await settleJobs({ organizationId, runKey: key, outbox: left, signal }, ports, recorder);
    await left.discard();
  }
}

/** Keys of the other runs, once none of them has a request under way any more. */
async function silentOthers(
  { organizationId, runKey, signal }: Omit<JobsRequest, 'outbox'>,
  { outbox, clock }: RunPorts,
): Promise<readonly string[]> {
  for (let look = 0; ; look += 1) {
    const since = new Date(clock.now().getTime() - silentMs);
    const silent = new Set(await outbox.leftBehind(organizationId, since));
    const all = await outbox.leftBehind(organizationId);
    const others = all.filter((key) => key !== runKey);
    if (look === looksAtMost || others.every((key) => silent.has(key))) return others;
    await clock.sleep(lookMs, signal);
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
    const watch = notedJobs(signal, outbox, ports.clock, () =>
      recorder.progressed('Connect', 0, jobs.size),
    );
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
