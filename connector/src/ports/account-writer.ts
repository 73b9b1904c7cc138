import type { AccountUpdate, UpdateResult } from '../domain/change.ts';

/** Updates Accounts and tells for each what became of it. */
export interface AccountWriter {
  /**
   * One synchronous request for up to 1,000 Accounts (Composite: 5 × 200); results in the order of the updates.
   * Throws an OrgError when the request failed as a whole: `transient` and `incomplete` where it may have had its effect
   * all the same, anything else where nothing was written.
   */
  updateNow(updates: readonly AccountUpdate[]): Promise<readonly UpdateResult[]>;
  /**
   * One Bulk job for any number of Accounts; results in no particular order. An Account that Salesforce did not process, or
   * did not tell about, comes back with the code `UNPROCESSED`: no row is lost.
   * Throws an OrgError where a job could not be started: then nothing of it is written. Throws a BulkJobUnsettled where
   * one was, and its end could not be learned.
   */
  updateInBulk(
    updates: readonly AccountUpdate[],
    watch: BulkWatch,
  ): AsyncIterable<readonly UpdateResult[]>;
  /**
   * Goes on with a job of ours that somebody else began: waits for its end and tells of these Accounts, as above. A job
   * that was not completely uploaded is aborted, and one that is gone tells nothing: their Accounts come back as `UNPROCESSED`.
   */
  resumeBulk(
    jobId: string,
    accountIds: readonly string[],
    watch: BulkWatch,
  ): AsyncIterable<readonly UpdateResult[]>;
}

/** Who watches over Bulk jobs. */
export interface BulkWatch {
  /** Told of a job once it exists, and awaited before any of its rows is uploaded. What it throws ends the work, and nothing is written. */
  readonly onCreated: (jobId: string, accountIds: readonly string[]) => Promise<void>;
  /** Awaited before each look at a job; what it throws ends the waiting, not the job. */
  readonly onLook: () => Promise<void>;
  /** Ends the waiting with a BulkJobUnsettled. */
  readonly signal: AbortSignal;
}
