/** A value Salesforce confirmed to have taken. Kept after the write, never before (docs/decisions.md, H). */
export interface WrittenValue {
  readonly accountId: string;
  readonly field: string;
  readonly value: number | null;
  readonly metricKey: string;
}

/** A written value with when and by which run. */
export interface Writing extends WrittenValue {
  readonly runKey: string;
  readonly writtenAt: Date;
}

/** What the connector remembers of its own writes, per organization. */
export interface WriteLedger {
  /** Remembers confirmed values; a later value of the same Account and field replaces the earlier. */
  recordWritten(
    organizationId: string,
    runKey: string,
    values: readonly WrittenValue[],
  ): Promise<void>;
  /** The values last written to these Accounts (decision 49). */
  writtenTo(
    organizationId: string,
    accountIds: readonly string[],
  ): Promise<readonly WrittenValue[]>;
  /** What was last written to the Account, field by field. */
  writingsTo(organizationId: string, accountId: string): Promise<readonly Writing[]>;
  /** Accounts that hold a value of ours other than NULL: the ones to release when they leave the scope (decision 15). */
  accountsWithValues(organizationId: string): AsyncIterable<readonly string[]>;
  /** Forgets Accounts that no longer exist. */
  forgetAccounts(organizationId: string, accountIds: readonly string[]): Promise<void>;
}
