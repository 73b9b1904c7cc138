import type { Account, DirectoryEntry } from '../../domain/account.ts';
import type { AccountLicenses } from '../../domain/account-licenses.ts';
import type { Directory } from '../../ports/directory.ts';
import type { UsageReport } from '../../ports/usage-source.ts';
import { directoryEntry, type DirectoryContext, type OverrideProblem } from './directory-entry.ts';

export interface DirectoryUpdate extends DirectoryContext {
  readonly organizationId: string;
  readonly accounts: readonly Account[];
  readonly licenses: AccountLicenses;
  readonly usage: UsageReport;
  readonly onProblem: (account: Account, problem: OverrideProblem) => void;
}

const accountsPerBatch = 2_000;

/** Makes ISVapp's directory equal to the Accounts of this run. */
export function updateDirectory(update: DirectoryUpdate, directory: Directory): Promise<void> {
  return directory.replaceEntries(update.organizationId, entries(update));
}

async function* entries(update: DirectoryUpdate): AsyncGenerator<readonly DirectoryEntry[]> {
  for (let start = 0; start < update.accounts.length; start += accountsPerBatch) {
    const batch = update.accounts.slice(start, start + accountsPerBatch);
    const externalUsers = await externalUsersOf(batch, update);
    yield batch.map((account) => {
      const licenses = update.licenses.of(account.id);
      const { entry, problems } = directoryEntry(
        account,
        licenses,
        externalUsers(account.id),
        update,
      );
      for (const problem of problems) update.onProblem(account, problem);
      return entry;
    });
  }
}

async function externalUsersOf(
  batch: readonly Account[],
  { settings, usage }: DirectoryUpdate,
): Promise<(accountId: string) => number | undefined> {
  if (!settings.externalAccessEnabled) return () => undefined;
  const numbers = await usage.numbersFor(batch.map((account) => account.id));
  return (accountId) => numbers.get(accountId)?.externalUsers;
}
