import type { Account, GoneAccount } from '../domain/account.ts';
import type { AccountScope } from '../domain/settings.ts';

/** Reads Accounts with exactly the fields a run needs. Each error is an OrgError. */
export interface AccountSource {
  /**
   * Accounts in scope, in batches, each with the named fields; an empty one tells that they are waited for. Throws `incomplete`
   * when rows are missing.
   */
  readAccounts(request: AccountRequest): AsyncIterable<readonly Account[]>;
  /** The Accounts of these ids that still exist, with the named fields. */
  readAccountsById(
    accountIds: readonly string[],
    fields: readonly string[],
  ): Promise<readonly Account[]>;
  /** Of these ids, the deleted ones, and what they were merged into. */
  findGone(accountIds: readonly string[]): Promise<readonly GoneAccount[]>;
}

export interface AccountRequest {
  readonly fields: readonly string[];
  readonly scope: AccountScope;
  /** How many rows are to be expected, where it is known: decides between paging and a Bulk query. */
  readonly expectedRows?: number;
  /** Ends the waiting for a Bulk query, which may take hours; then its reason is thrown. */
  readonly signal?: AbortSignal;
}
