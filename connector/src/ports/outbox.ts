import type { AccountChanges, Outcome, OutcomeKind, SalesforceFault } from '../domain/change.ts';

/**
 * The changes of the runs that are under way: stored before the first is sent, and settled by Salesforce's answer alone. So
 * whoever goes on with the run of a worker that died knows what was written, what may have been, and what is left.
 *
 * A run that is remembered as ended (RunHistory.recordRun) is forgotten here, but for what a Bulk job still has: that counts as
 * silent at once.
 */
export interface Outbox {
  /**
   * Takes the run. Whoever held it before can neither send nor settle anything from now on: each of its calls throws
   * a RunHandedOver.
   */
  hold(organizationId: string, runKey: string): Promise<HeldOutbox>;
  /** Keys of the organization's runs, the longest silent first: all, or those not heard of since the moment. */
  leftBehind(organizationId: string, since?: Date): Promise<readonly string[]>;
}

/** The outbox of one run, for the one who holds it. */
export interface HeldOutbox {
  /** Whether somebody held the run before. */
  readonly isTakenOver: boolean;
  /** What was stored when all of the run's changes were; undefined where that has not happened. */
  readonly plan: KeptPlan | undefined;
  /** Stores the changes of the run in place of all there were; complete or not at all. */
  store(checkpoint: string, changes: Iterable<AccountChanges>): Promise<void>;
  /** All of them with what became of them, in batches by Account id. */
  accounts(): AsyncIterable<readonly OutboxAccount[]>;
  /** Notes in what the Accounts are about to be sent. To be awaited before anything leaves. */
  sending(carrier: Carrier, accountIds: readonly string[]): Promise<void>;
  /** Notes what became of changes. */
  settle(outcomes: readonly Outcome[]): Promise<void>;
  /** Says that the holder is alive, and makes sure that it still holds the run. */
  touch(): Promise<void>;
  /** Forgets the run here. */
  discard(): Promise<void>;
}

export interface KeptPlan {
  readonly storedAt: Date;
  /** How far the run was, in the words of whoever stored it. */
  readonly checkpoint: string;
}

/** A request that is answered at once, or a Bulk job by its id. */
export type Carrier = 'request' | `job ${string}`;

export interface OutboxAccount {
  readonly account: AccountChanges;
  /** Null while it waits. */
  readonly sentIn: Carrier | null;
  /** Of the fields whose outcome is known. */
  readonly settled: readonly SettledField[];
}

export interface SettledField {
  readonly field: string;
  readonly kind: OutcomeKind;
  readonly fault?: SalesforceFault;
}
