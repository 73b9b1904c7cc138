import type { Outcome } from '../domain/change.ts';

/** What became of a change of an Account in a run. */
export interface AccountOutcome extends Omit<Outcome, 'accountName'> {
  readonly runKey: string;
  readonly at: Date;
}

/**
 * What happened to Accounts in the runs of an organization. Bounded: of each run at most 200,000 outcomes, and the
 * 30 newest runs that had any. Unchanged values have no outcome.
 */
export interface AccountHistory {
  /** Adds outcomes of a run; a later one of the same run, Account and field replaces the earlier. */
  record(organizationId: string, runKey: string, outcomes: readonly Outcome[]): Promise<void>;
  /** Of one Account, the newest first, at most `limit`. */
  of(organizationId: string, accountId: string, limit: number): Promise<readonly AccountOutcome[]>;
  /** Forgets all but the newest runs. */
  prune(organizationId: string): Promise<void>;
}
