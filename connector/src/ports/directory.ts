import type { DirectoryEntry } from '../domain/account.ts';

/** ISVapp's list of Accounts, per organization. */
export interface Directory {
  /**
   * Takes the whole list of a run: entries come in batches, and Accounts not among them leave the directory.
   * Readers see the list before until the last batch is in; when the batches throw, it stays, and so does the error.
   * Throws where another list of the organization was begun meanwhile: the one begun last is kept.
   */
  replaceEntries(
    organizationId: string,
    batches: AsyncIterable<readonly DirectoryEntry[]>,
  ): Promise<void>;
  find(organizationId: string, accountId: string): Promise<DirectoryEntry | undefined>;
  count(organizationId: string): Promise<number>;
}
