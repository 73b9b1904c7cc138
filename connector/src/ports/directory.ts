import type { DirectoryEntry } from '../domain/account.ts';
import type { DirectoryColumn, DirectoryPage, DirectoryQuery } from '../domain/directory-query.ts';
import type { MappingKind } from '../domain/mapping.ts';

/** What is the same for all entries of one list. */
export interface DirectoryHead {
  /** Of the display fields, in the order of their mappings. */
  readonly columns: readonly DirectoryColumn[];
  /** The Account field of each kind of override that was carried out. */
  readonly overrideFields: Partial<Readonly<Record<MappingKind, string>>>;
  /** Account field of each metric mapping that was carried out, by the mapping's developer name. */
  readonly targets: Readonly<Record<string, string>>;
}

export interface AccountRange {
  /** Id of the last Account of the page before; empty for the first page. */
  readonly after: string;
  readonly limit: number;
}

export interface AccountName {
  readonly accountId: string;
  readonly name: string;
}

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
    head: DirectoryHead,
  ): Promise<void>;
  /** Of the list as it is now; undefined before the first. */
  head(organizationId: string): Promise<DirectoryHead | undefined>;
  find(organizationId: string, accountId: string): Promise<DirectoryEntry | undefined>;
  /** The Accounts that match, sorted. Columns are own ones or those of the head. */
  page(organizationId: string, query: DirectoryQuery): Promise<DirectoryPage>;
  count(organizationId: string): Promise<number>;
  /** Of the Accounts for which a License qualifies, by id: at most `limit` of those whose id comes after. */
  activeAccounts(organizationId: string, page: AccountRange): Promise<readonly AccountName[]>;
}
