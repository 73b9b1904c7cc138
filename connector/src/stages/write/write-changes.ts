import type {
  AccountChanges,
  AccountUpdate,
  Outcome,
  SalesforceFault,
  UpdateResult,
} from '../../domain/change.ts';
import { OrgError } from '../../domain/org-error.ts';
import type { AccountWriter } from '../../ports/account-writer.ts';
import type { Clock } from '../../ports/clock.ts';
import { outcomesOf, settlement, type Pending } from './settle.ts';

export interface WriteRequest {
  readonly changes: readonly AccountChanges[];
  readonly inBulk: boolean;
  /** Requests the sync may still make; asked before each. */
  readonly remainingCalls: () => number;
  readonly signal: AbortSignal;
}

export interface WriteTools {
  readonly writer: AccountWriter;
  readonly clock: Clock;
}

const accountsPerRequest = 1_000;
/** A locked row is mostly free again within seconds; a smaller request holds fewer locks itself. */
const accountsPerRetry = 200;
const retryPausesMs = [1_000, 4_000, 15_000];

/**
 * Sends the changes and tells what became of each: every change comes back exactly once.
 * When the organization stops answering for good, the changes that are left come back as deferred
 * and then the OrgError is thrown.
 */
export async function* writeChanges(
  request: WriteRequest,
  tools: WriteTools,
): AsyncGenerator<readonly Outcome[]> {
  let pending: readonly Pending[] = request.changes.map((account) => ({ account }));
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    const pauseMs = retryPausesMs[attempt - 1];
    if (attempt > 0 && pauseMs === undefined) {
      yield given(pending);
      return;
    }
    if (pauseMs !== undefined)
      await tools.clock.sleep(pauseMs, request.signal).catch(leaveToNextCheck);
    pending = yield* attempt === 0 && request.inBulk
      ? sendInBulk(pending, request, tools)
      : sendInRequests(
          pending,
          attempt === 0 ? accountsPerRequest : accountsPerRetry,
          request,
          tools,
        );
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
  { writer }: WriteTools,
): AsyncGenerator<readonly Outcome[], readonly Pending[]> {
  const again: Pending[] = [];
  for (let start = 0; start < pending.length; start += size) {
    const obstacle = obstacleToSending(request);
    if (obstacle) {
      yield deferred([...pending.slice(start), ...again], obstacle);
      return [];
    }
    const batch = pending.slice(start, start + size);
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
  { writer }: WriteTools,
): AsyncGenerator<readonly Outcome[], readonly Pending[]> {
  const obstacle = obstacleToSending(request);
  if (obstacle) {
    yield deferred(pending, obstacle);
    return [];
  }
  const open = new Map(pending.map((each) => [each.account.accountId, each]));
  const again: Pending[] = [];
  try {
    for await (const results of writer.updateInBulk(pending.map(updateOf))) {
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
  // A row that the job said nothing about is sent again: an update with the same values does no harm.
  return [...again, ...open.values()];
}

/** Takes the Accounts that the results are about out of the open ones. */
function taken(open: Map<string, Pending>, results: readonly UpdateResult[]): readonly Pending[] {
  return results.flatMap(({ accountId }) => {
    const pending = open.get(accountId);
    open.delete(accountId);
    return pending ?? [];
  });
}

/** Nothing is left to send; a lost connection ends the run as well. */
function stopped(error: OrgError): readonly Pending[] {
  if (error.kind === 'connection') throw error;
  return [];
}

function settleBatch(
  batch: readonly Pending[],
  results: readonly UpdateResult[],
): { readonly outcomes: readonly Outcome[]; readonly again: readonly Pending[] } {
  const byAccount = new Map(results.map((result) => [result.accountId, result]));
  const settlements = batch.map((pending) => {
    const result = byAccount.get(pending.account.accountId);
    return result ? settlement(pending.account, result) : { outcomes: [], again: [pending] };
  });
  return {
    outcomes: settlements.flatMap(({ outcomes }) => outcomes),
    again: settlements.flatMap(({ again }) => again),
  };
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
        again: batch.map(({ account }) => ({ account, lastFault: fault })),
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

function obstacleToSending(request: WriteRequest): SalesforceFault | undefined {
  if (request.signal.aborted) {
    return {
      code: 'RUN_CANCELLED',
      message: 'The run was cancelled before this change was sent.',
      fields: [],
    };
  }
  if (request.remainingCalls() > 0) return undefined;
  return {
    code: 'API_RESERVE_REACHED',
    message: 'The share of the daily API allowance that the sync may use is exhausted.',
    fields: [],
  };
}

function deferred(pending: readonly Pending[], fault: SalesforceFault): readonly Outcome[] {
  return pending.flatMap(({ account }) => outcomesOf(account, account.changes, 'deferred', fault));
}

function updateOf({ account }: Pending): AccountUpdate {
  return {
    accountId: account.accountId,
    values: Object.fromEntries(account.changes.map(({ field, to }) => [field, to])),
  };
}
