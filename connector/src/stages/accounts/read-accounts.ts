import type { Account } from '../../domain/account.ts';
import type { UsableMapping } from '../../domain/mapping.ts';
import type { AccountScope } from '../../domain/settings.ts';
import type { AccountSource } from '../../ports/account-source.ts';
import type { WriteLedger, WrittenValue } from '../../ports/write-ledger.ts';
import type { TellProgress } from '../../ports/tell-progress.ts';

/** An Account that left the scope and still holds values of ours (decision 15). */
export interface ReleasedAccount {
  readonly account: Account;
  /** What we last wrote to its mapped fields, numbers only. */
  readonly written: readonly WrittenValue[];
}

export interface AccountsRead {
  readonly accounts: readonly Account[];
  readonly released: readonly ReleasedAccount[];
  /** Accounts that a licence leads to now but did not when the licences were read: the next run decides about them. */
  readonly arrived: readonly Account[];
}

export interface AccountsWanted {
  readonly organizationId: string;
  readonly scope: AccountScope;
  readonly licensedAccountIds: ReadonlySet<string>;
  readonly mappings: readonly UsableMapping[];
  /** The only Accounts to read, for a run that is about some; absent for all in scope. */
  readonly only?: readonly string[];
  readonly signal: AbortSignal;
  /** Told how many were read of how many, 0 where that is not known. */
  readonly tell: TellProgress;
}

/** Reads the Accounts in scope with every mapped field, then those that left it since values were written to them. */
export async function readAccounts(
  wanted: AccountsWanted,
  source: AccountSource,
  ledger: WriteLedger,
): Promise<AccountsRead> {
  const fields = [...new Set(wanted.mappings.map((mapping) => mapping.field))];
  const { scope, licensedAccountIds, only, signal, tell } = wanted;
  if (only) return readOnly(only, wanted, fields, source);
  const read: Account[] = [];
  const total = scope === 'licensed_accounts' ? licensedAccountIds.size : undefined;
  const expected = total === undefined ? {} : { expectedRows: total };
  for await (const batch of source.readAccounts({ fields, scope, signal, ...expected })) {
    read.push(...batch);
    await tell(read.length, total ?? 0);
  }

  // Licences and Accounts are read at two moments. An Account that only one of them knows would be taken for
  // unlicensed, or for one that left, so it waits for the next run.
  const isDecidable = (account: Account): boolean =>
    scope === 'all_accounts' || licensedAccountIds.has(account.id);
  const inScope = new Set([...licensedAccountIds, ...read.map((account) => account.id)]);
  return {
    accounts: read.filter(isDecidable),
    arrived: read.filter((account) => !isDecidable(account)),
    released: await readReleased(wanted, inScope, fields, source, ledger),
  };
}

/** Some Accounts, as far as they are still there and in the scope. The others are a whole run's matter. */
async function readOnly(
  accountIds: readonly string[],
  { scope, licensedAccountIds }: AccountsWanted,
  fields: readonly string[],
  source: AccountSource,
): Promise<AccountsRead> {
  const inScope =
    scope === 'all_accounts' ? accountIds : accountIds.filter((id) => licensedAccountIds.has(id));
  const accounts = inScope.length > 0 ? await source.readAccountsById(inScope, fields) : [];
  return { accounts, arrived: [], released: [] };
}

async function readReleased(
  { organizationId, mappings }: AccountsWanted,
  inScope: ReadonlySet<string>,
  fields: readonly string[],
  source: AccountSource,
  ledger: WriteLedger,
): Promise<readonly ReleasedAccount[]> {
  const targets = new Set(
    mappings.filter(({ kind }) => kind === 'Metric').map(({ field }) => field),
  );
  const released: ReleasedAccount[] = [];
  for await (const ids of ledger.accountsWithValues(organizationId)) {
    const left = ids.filter((id) => !inScope.has(id));
    const written = left.length === 0 ? [] : await ledger.writtenTo(organizationId, left);
    // Values of a mapping that was removed stay (decision 50); their Accounts need not be read for them.
    const owned = written.filter(({ field, value }) => value !== null && targets.has(field));
    const ownedIds = [...new Set(owned.map(({ accountId }) => accountId))];
    if (ownedIds.length === 0) continue;

    const found = await source.readAccountsById(ownedIds, fields);
    const existing = new Map(found.map((account) => [account.id, account]));
    await forgetDeleted(
      organizationId,
      ownedIds.filter((id) => !existing.has(id)),
      source,
      ledger,
    );
    for (const account of found) {
      const own = owned.filter(({ accountId }) => accountId === account.id);
      released.push({ account, written: own });
    }
  }
  return released;
}

/**
 * Forgets Accounts that are provably deleted. One that is only not found may be hidden from the integration user
 * for a while, and forgetting it would leave our values on it for ever.
 */
async function forgetDeleted(
  organizationId: string,
  missing: readonly string[],
  source: AccountSource,
  ledger: WriteLedger,
): Promise<void> {
  if (missing.length === 0) return;
  const gone = await source.findGone(missing);
  if (gone.length > 0)
    await ledger.forgetAccounts(
      organizationId,
      gone.map(({ id }) => id),
    );
}
