import type { DirectoryEntry } from '../domain/account.ts';

/** ISVapp's list of Accounts, per organization. */
export interface Directory {
  /** Takes the whole list of a run: entries come in batches, and Accounts not among them leave the directory. */
  replaceEntries(
    organizationId: string,
    batches: AsyncIterable<readonly DirectoryEntry[]>,
  ): Promise<void>;
  find(organizationId: string, accountId: string): Promise<DirectoryEntry | undefined>;
  count(organizationId: string): Promise<number>;
}
