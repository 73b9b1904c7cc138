import {
  FaultPlan,
  type DropMoment,
  type Failure,
  type FaultMatch,
  type PendingFault,
} from './fault-plan.ts';
import { RowFaults, type LockedRows, type RowRejection } from './row-faults.ts';

/** What of the running org a fault reaches. */
export interface FaultTargets {
  /** Makes every access token invalid. */
  expireTokens(): void;
  /** Makes every query locator invalid. */
  expireCursors(): void;
  /** Leaves this many API calls of the daily allowance. */
  leaveCalls(remaining: number): void;
  /** Lets other integrations keep slots for long-running calls; all of them where no number is given. */
  occupyLongCalls(count?: number): void;
  /** Makes the next App Analytics request that gets its turn fail. */
  failAnalyticsRequest(message: string): void;
  /** Cuts all connections, refuses new ones for a while, and listens on the same port again. */
  restart(downMs: number): Promise<void>;
}

/**
 * What can go wrong in an org, at the caller's wish. Each method states one fault; requests are recognized by
 * operation, SOQL, page and so on (`RequestMatch`), rows by their id or content.
 */
export class Faults {
  readonly plan = new FaultPlan();
  readonly rows = new RowFaults();
  readonly #targets: FaultTargets;

  constructor(targets: FaultTargets) {
    this.#targets = targets;
  }

  /** The next matching request (or `times` of them) is refused and has no effect. Reaches sub-requests of Composite. */
  failNext(match: FaultMatch, failure: Failure): void {
    this.plan.add(match, { kind: 'fail', failure });
  }

  /** The connection breaks before, during or after a matching request. */
  dropConnection(match: FaultMatch, moment: DropMoment): void {
    this.plan.add(match, { kind: 'drop', moment });
  }

  /** Matching requests wait before they are looked at. */
  delay(match: FaultMatch, delayMs: number): void {
    this.plan.add(match, { kind: 'delay', delayMs });
  }

  /** Matching requests wait, before they are looked at, for as long as it takes until what this returns is called. */
  hold(match: FaultMatch): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.plan.add(match, { kind: 'hold', released: promise.then(() => undefined) });
    return () => {
      resolve(undefined);
    };
  }

  /** A Bulk job or batch is created, or its upload closed, and the client never learns of it. */
  loseJobAnswer(match: Omit<FaultMatch, 'operation'> = { method: 'POST' }): void {
    this.dropConnection({ ...match, operation: ['bulkIngest', 'bulkQuery', 'bulkV1'] }, 'after');
  }

  /** Every access token given out so far gets INVALID_SESSION_ID; signing in again works. */
  expireTokens(): void {
    this.#targets.expireTokens();
  }

  /** Every query locator given out so far gets INVALID_QUERY_LOCATOR. */
  expireCursors(): void {
    this.#targets.expireCursors();
  }

  /** Other integrations use up the daily allowance; this many calls are left. */
  exhaustAllowance(remaining = 0): void {
    this.#targets.leaveCalls(remaining);
  }

  /**
   * Other integrations keep this many slots for calls of 20 seconds and more, all where no number is given: with none
   * left every call gets REQUEST_LIMIT_EXCEEDED, however much of the daily allowance remains. 0 frees them.
   */
  occupyLongCalls(count?: number): void {
    this.#targets.occupyLongCalls(count);
  }

  /** The next App Analytics request ends in Failed with this ErrorMessage. */
  failAnalyticsRequest(message = 'An internal error occurred. Submit the request again.'): void {
    this.#targets.failAnalyticsRequest(message);
  }

  /** Rows another transaction holds answer UNABLE_TO_LOCK_ROW. Returns what frees them. */
  lockRows(rows: LockedRows): () => void {
    return this.rows.lock(rows);
  }

  /** Rows the given rule complains about are not saved. Returns what takes the rule away. */
  rejectRows(rejection: RowRejection): () => void {
    return this.rows.reject(rejection);
  }

  /** The org goes down with all its connections and comes back on the same port. Tokens, cursors and jobs survive. */
  async restart(downMs = 0): Promise<void> {
    await this.#targets.restart(downMs);
  }

  /** Faults still waiting for their request. */
  pending(): readonly PendingFault[] {
    return this.plan.pending();
  }

  /** Forgets all faults not yet met, locks and rejections. What has happened stays. */
  clear(): void {
    this.plan.clear();
    this.rows.clear();
    this.#targets.occupyLongCalls(0);
  }
}
