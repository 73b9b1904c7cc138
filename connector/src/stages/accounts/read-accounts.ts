import type { Account } from '../../domain/account.ts';
import type { UsableMapping } from '../../domain/mapping.ts';
import type { AccountScope } from '../../domain/settings.ts';
import type { AccountSource } from '../../ports/account-source.ts';
import type { WriteLedger } from '../../ports/write-ledger.ts';

/** An Account that left the scope and still holds values of ours (decision 15). */
export interface ReleasedAccount {
  readonly account: Account;
  /** Fields whose last written value was a number. */
  readonly fieldsWritten: ReadonlySet<string>;
}

export interface AccountsRead {
  readonly accounts: readonly Account[];
  readonly released: readonly ReleasedAccount[];
}

export interface AccountsWanted {
  readonly organizationId: string;
  readonly scope: AccountScope;
  readonly licensedAccountIds: ReadonlySet<string>;
  readonly mappings: readonly UsableMapping[];
}

/** Reads the Accounts in scope with every mapped field, then those that left it since values were written to them. */
export async function readAccounts(
  wanted: AccountsWanted,
  source: AccountSource,
  ledger: WriteLedger,
): Promise<AccountsRead> {
  const fields = [...new Set(wanted.mappings.map((mapping) => mapping.field))];
  const accounts: Account[] = [];
  const { scope, licensedAccountIds } = wanted;
  const expectedRows =
    scope === 'licensed_accounts' ? { expectedRows: licensedAccountIds.size } : {};
  for await (const batch of source.readAccounts({ fields, scope, ...expectedRows }))
    accounts.push(...batch);

  const inScope = new Set(accounts.map((account) => account.id));
  const released = await readReleased(wanted.organizationId, inScope, fields, source, ledger);
  return { accounts, released };
}

async function readReleased(
  organizationId: string,
  inScope: ReadonlySet<string>,
  fields: readonly string[],
  source: AccountSource,
  ledger: WriteLedger,
): Promise<readonly ReleasedAccount[]> {
  const released: ReleasedAccount[] = [];
  for await (const ids of ledger.accountsWithValues(organizationId)) {
    const left = ids.filter((id) => !inScope.has(id));
    if (left.length === 0) continue;
    const found = await source.readAccountsById(left, fields);
    const existing = new Set(found.map((account) => account.id));
    await forgetDeleted(
      organizationId,
      left.filter((id) => !existing.has(id)),
      source,
      ledger,
    );

    const written = await ledger.writtenTo(organizationId, [...existing]);
    for (const account of found) {
      const own = written.filter((each) => each.accountId === account.id && each.value !== null);
      released.push({ account, fieldsWritten: new Set(own.map((each) => each.field)) });
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
