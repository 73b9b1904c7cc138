import type { AccountUpdate, UpdateResult } from '../domain/change.ts';

/** Updates Accounts and tells for each what became of it. */
export interface AccountWriter {
  /**
   * One synchronous request for up to 1,000 Accounts (Composite: 5 × 200); results in the order of the updates.
   * Throws an OrgError when the request failed as a whole: then nothing is known to be written.
   */
  updateNow(updates: readonly AccountUpdate[]): Promise<readonly UpdateResult[]>;
  /**
   * One Bulk job for any number of Accounts; results in no particular order. An Account that Salesforce
   * did not process, or did not tell about, comes back with the code `UNPROCESSED`: no row is lost.
   */
  updateInBulk(updates: readonly AccountUpdate[]): AsyncIterable<readonly UpdateResult[]>;
}
