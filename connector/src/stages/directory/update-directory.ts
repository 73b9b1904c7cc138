import type { Account, DirectoryEntry } from '../../domain/account.ts';
import type { AccountLicenses } from '../../domain/account-licenses.ts';
import { columnType } from '../../domain/directory-query.ts';
import type { MappingKind, UsableMapping } from '../../domain/mapping.ts';
import type { Directory, DirectoryHead } from '../../ports/directory.ts';
import type { UsageReport } from '../../ports/usage-source.ts';
import type { TellProgress } from '../../ports/tell-progress.ts';
import { directoryEntry, type DirectoryContext, type OverrideProblem } from './directory-entry.ts';

export interface DirectoryUpdate extends DirectoryContext {
  readonly organizationId: string;
  readonly accounts: readonly Account[];
  readonly licenses: AccountLicenses;
  readonly usage: UsageReport;
  readonly onProblem: (account: Account, problem: OverrideProblem) => void;
  /** Told how many Accounts were handed over of how many. */
  readonly tell: TellProgress;
}

const accountsPerBatch = 2_000;

/** Makes ISVapp's directory equal to the Accounts of this run. */
export function updateDirectory(update: DirectoryUpdate, directory: Directory): Promise<void> {
  const head = directoryHead(update.mappings);
  return directory.replaceEntries(update.organizationId, entries(update), head);
}

async function* entries(update: DirectoryUpdate): AsyncGenerator<readonly DirectoryEntry[]> {
  for (let start = 0; start < update.accounts.length; start += accountsPerBatch) {
    await update.tell(start, update.accounts.length);
    const batch = update.accounts.slice(start, start + accountsPerBatch);
    const numbers = await update.usage.numbersFor(batch.map((account) => account.id));
    yield batch.map((account) => {
      const licenses = update.licenses.of(account.id);
      const own = numbers.get(account.id);
      const { entry, problems } = directoryEntry(account, licenses, own, update);
      for (const problem of problems) update.onProblem(account, problem);
      return entry;
    });
  }
}

/** Shown and filtered by: the display fields; explained by: the fields that override, and the targets of metrics. */
function directoryHead(mappings: readonly UsableMapping[]): DirectoryHead {
  const ofKind = (kind: MappingKind) => mappings.filter((mapping) => mapping.kind === kind);
  const overrides = (['InternalSeats', 'ExternalSeats', 'RenewalDate'] as const).flatMap((kind) =>
    ofKind(kind).map(({ field }) => [kind, field] as const),
  );
  return {
    columns: ofKind('DisplayField').map(({ field, accountField }) => ({
      name: field,
      type: columnType(accountField.type),
    })),
    overrideFields: Object.fromEntries(overrides),
    targets: Object.fromEntries(ofKind('Metric').map(({ name, field }) => [name, field])),
  };
}
