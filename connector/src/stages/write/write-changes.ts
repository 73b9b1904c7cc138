import type {
  AccountChanges,
  AccountUpdate,
  Outcome,
  SalesforceFault,
} from '../../domain/change.ts';
import { OrgError } from '../../domain/org-error.ts';
import { OutOfTries } from '../../domain/out-of-tries.ts';
import { RunHandedOver } from '../../domain/run-handed-over.ts';
import type { AccountSource } from '../../ports/account-source.ts';
import type { AccountWriter, BulkWatch } from '../../ports/account-writer.ts';
import type { Clock } from '../../ports/clock.ts';
import type { HeldOutbox } from '../../ports/outbox.ts';
import { endedEarly } from './ended-early.ts';
import { lookedUp } from './look-up.ts';
import { notedJobs, noteSending } from './note-sending.ts';
import { settleBatch, taken, unclearly } from './settle-batch.ts';
import { outcomesOf, type Pending } from './settle.ts';

export interface WriteRequest {
  readonly pending: readonly Pending[];
  /** What Bulk jobs have that somebody else began, by job id: they are asked before anything is sent. */
  readonly jobs: ReadonlyMap<string, readonly AccountChanges[]>;
  readonly inBulk: boolean;
  /** Requests the sync may still make; asked before each. */
  readonly remainingCalls: () => number;
  readonly signal: AbortSignal;
}

export interface WriteTools {
  readonly writer: AccountWriter;
  readonly accounts: Pick<AccountSource, 'readAccountsById'>;
  /** Told of everything before it is sent; what it throws ends the writing, and nothing more is sent. */
  readonly outbox: Pick<HeldOutbox, 'sending' | 'touch'>;
  readonly clock: Clock;
  /** Called while a Bulk job is waited for, which may take hours. */
  readonly onWaiting: () => Promise<void>;
}

const accountsPerRequest = 1_000;
/** A locked row is mostly free again within seconds; a smaller request holds fewer locks itself. */
const accountsPerRetry = 200;
const retryPausesMs = [1_000, 4_000, 15_000];

/**
 * Sends the changes and tells what became of each: every change comes back exactly once.
 * When the organization stops answering for good, the changes that are left come back as deferred
 * and then the OrgError is thrown.
 *
 * @throws BulkJobUnsettled where the end of a job can't be learned: its changes, and those not sent, don't come back
 * @throws RunHandedOver where somebody else goes on with the run
 */
export async function* writeChanges(
  request: WriteRequest,
  tools: WriteTools,
): AsyncGenerator<readonly Outcome[]> {
  let pending: readonly Pending[] = [...request.pending, ...(yield* resumeJobs(request, tools))];
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    const pauseMs = retryPausesMs[attempt - 1];
    if (pauseMs !== undefined)
      await tools.clock.sleep(pauseMs, request.signal).catch(leaveToNextCheck);
    const { ready, later } = yield* lookUpUnclear(pending, request, tools);
    if (attempt > 0 && pauseMs === undefined) {
      yield given([...ready, ...later]);
      return;
    }
    const again = yield* attempt === 0 && request.inBulk
      ? sendInBulk(ready, request, tools)
      : sendInRequests(
          ready,
          attempt === 0 ? accountsPerRequest : accountsPerRetry,
          request,
          tools,
        );
    pending = [...later, ...again];
  }
}

/** Asks the jobs that somebody else began what became of their rows. */
async function* resumeJobs(
  request: WriteRequest,
  tools: WriteTools,
): AsyncGenerator<readonly Outcome[], readonly Pending[]> {
  const again: Pending[] = [];
  for (const [jobId, accounts] of request.jobs) {
    const ids = accounts.map(({ accountId }) => accountId);
    const open = new Map(accounts.map((account) => [account.accountId, { account }]));
    for await (const results of tools.writer.resumeBulk(jobId, ids, watchOf(request, tools))) {
      const settled = settleBatch(taken(open, results), results);
      again.push(...settled.again);
      yield settled.outcomes;
    }
  }
  return again;
}

/** Settles what has arrived although nobody said so. What could not be looked up waits for the next attempt. */
async function* lookUpUnclear(
  pending: readonly Pending[],
  request: WriteRequest,
  { accounts }: WriteTools,
): AsyncGenerator<
  readonly Outcome[],
  { readonly ready: readonly Pending[]; readonly later: readonly Pending[] }
> {
  const unclear = pending.filter(({ isUnclear }) => isUnclear);
  const clear = pending.filter(({ isUnclear }) => !isUnclear);
  if (unclear.length === 0) return { ready: clear, later: [] };
  leaveToOthers(request);
  // A run that is cancelled sends nothing more, but what it sent it accounts for.
  const obstacle = outOfCalls(request);
  if (obstacle) {
    yield deferred(pending, obstacle);
    return { ready: [], later: [] };
  }
  try {
    const { outcomes, again } = await lookedUp(unclear, accounts);
    yield outcomes;
    return { ready: [...clear, ...again], later: [] };
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    const verdict = requestFailure(error, unclear, clear);
    yield verdict.outcomes;
    if (verdict.stop) return { ready: stopped(error), later: [] };
    return { ready: clear, later: verdict.again };
  }
}

/** An aborted pause needs no handling of its own: the next request is not made, and says so. */
function leaveToNextCheck(): void {
  return undefined;
}

/** What is still refused after the last attempt has failed, with what Salesforce said last. */
function given(pending: readonly Pending[]): readonly Outcome[] {
  return pending.flatMap(({ account, lastFault }) =>
    outcomesOf(account, account.changes, 'failed', lastFault),
  );
}

async function* sendInRequests(
  pending: readonly Pending[],
  size: number,
  request: WriteRequest,
  { writer, outbox, clock }: WriteTools,
): AsyncGenerator<readonly Outcome[], readonly Pending[]> {
  const again: Pending[] = [];
  for (let start = 0; start < pending.length; start += size) {
    const obstacle = obstacleToSending(request);
    if (obstacle) {
      yield deferred([...pending.slice(start), ...again], obstacle);
      return [];
    }
    const batch = pending.slice(start, start + size);
    await noteSending('request', batch.map(idOf), outbox, clock);
    try {
      const settled = settleBatch(batch, await writer.updateNow(batch.map(updateOf)));
      again.push(...settled.again);
      yield settled.outcomes;
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
      const rest = [...pending.slice(start + size), ...again];
      const verdict = requestFailure(error, batch, rest);
      yield verdict.outcomes;
      if (verdict.stop) return stopped(error);
      again.push(...verdict.again);
    }
  }
  return again;
}

async function* sendInBulk(
  pending: readonly Pending[],
  request: WriteRequest,
  tools: WriteTools,
): AsyncGenerator<readonly Outcome[], readonly Pending[]> {
  if (pending.length === 0) return [];
  const obstacle = obstacleToSending(request);
  if (obstacle) {
    yield deferred(pending, obstacle);
    return [];
  }
  const open = new Map(pending.map((each) => [each.account.accountId, each]));
  const again: Pending[] = [];
  try {
    for await (const results of tools.writer.updateInBulk(
      pending.map(updateOf),
      watchOf(request, tools),
    )) {
      const settled = settleBatch(taken(open, results), results);
      again.push(...settled.again);
      yield settled.outcomes;
    }
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    const verdict = requestFailure(error, [...open.values()], again);
    yield verdict.outcomes;
    if (verdict.stop) return stopped(error);
    return [...again, ...verdict.again];
  }
  // A row that the job said nothing about may have been written.
  return [...again, ...[...open.values()].map(unclearly)];
}

function watchOf({ signal }: WriteRequest, { outbox, clock, onWaiting }: WriteTools): BulkWatch {
  return notedJobs(signal, outbox, clock, onWaiting);
}

/** Nothing is left to send; a lost connection ends the run as well. */
function stopped(error: OrgError): readonly Pending[] {
  if (error.kind === 'connection') throw error;
  return [];
}

interface FailureVerdict {
  readonly outcomes: readonly Outcome[];
  readonly again: readonly Pending[];
  /** Nothing more can be sent in this run. */
  readonly stop: boolean;
}

/** A request that failed as a whole: try it again, give its Accounts up, or stop sending altogether. */
function requestFailure(
  error: OrgError,
  batch: readonly Pending[],
  rest: readonly Pending[],
): FailureVerdict {
  const fault: SalesforceFault = { code: error.code, message: error.message, fields: [] };
  switch (error.kind) {
    case 'transient':
    case 'incomplete':
      return {
        outcomes: [],
        again: batch.map(({ account }) => ({ account, lastFault: fault, isUnclear: true })),
        stop: false,
      };
    case 'quota':
    case 'connection':
      return { outcomes: deferred([...batch, ...rest], fault), again: [], stop: true };
    case 'permission':
    case 'request':
      return {
        outcomes: batch.flatMap(({ account }) =>
          outcomesOf(account, account.changes, 'failed', fault),
        ),
        again: [],
        stop: false,
      };
  }
}

/** Throws the RunHandedOver of a run that goes on elsewhere: there it is decided. */
function leaveToOthers({ signal }: WriteRequest): void {
  if (signal.reason instanceof RunHandedOver) throw signal.reason;
}

/** Why nothing more may be sent. */
function obstacleToSending(request: WriteRequest): SalesforceFault | undefined {
  leaveToOthers(request);
  if (request.signal.reason instanceof OutOfTries) return endedEarly;
  if (request.signal.aborted) {
    return {
      code: 'RUN_CANCELLED',
      message: 'The run was cancelled before this change was sent.',
      fields: [],
    };
  }
  return outOfCalls(request);
}

function outOfCalls({ remainingCalls }: WriteRequest): SalesforceFault | undefined {
  if (remainingCalls() > 0) return undefined;
  return {
    code: 'API_RESERVE_REACHED',
    message: 'The share of the daily API allowance that the sync may use is exhausted.',
    fields: [],
  };
}

function deferred(pending: readonly Pending[], fault: SalesforceFault): readonly Outcome[] {
  return pending.flatMap(({ account }) => outcomesOf(account, account.changes, 'deferred', fault));
}

function idOf({ account }: Pending): string {
  return account.accountId;
}

function updateOf({ account }: Pending): AccountUpdate {
  return {
    accountId: account.accountId,
    values: Object.fromEntries(account.changes.map(({ field, to }) => [field, to])),
  };
}
