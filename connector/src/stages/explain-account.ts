import type { AccountExplanation, ExplainedMapping } from '../domain/account-explanation.ts';
import type { ValueSource } from '../domain/account.ts';
import type { MappingKind } from '../domain/mapping.ts';
import type { Directory } from '../ports/directory.ts';
import type { WriteLedger, Writing } from '../ports/write-ledger.ts';

export interface ExplainPorts {
  readonly directory: Pick<Directory, 'head' | 'find'>;
  readonly ledger: Pick<WriteLedger, 'writingsTo'>;
}

/**
 * Why the Account has the values it has; undefined where it was not in the scope of the newest run. Asks what the
 * connector remembers, not the organization.
 *
 * @param accountId 18 characters
 */
export async function explainAccount(
  organizationId: string,
  accountId: string,
  { directory, ledger }: ExplainPorts,
): Promise<AccountExplanation | undefined> {
  const [head, entry, writings] = await Promise.all([
    directory.head(organizationId),
    directory.find(organizationId, accountId),
    ledger.writingsTo(organizationId, accountId),
  ]);
  if (!head || !entry) return undefined;
  const { internalSeats, externalSeats, renewal, reasons } = entry;
  const overriddenBy = (kind: MappingKind, source: ValueSource) => ({
    source,
    accountField: source === 'override' ? (head.overrideFields[kind] ?? null) : null,
  });
  return {
    accountId,
    accountName: entry.name,
    values: Object.entries(head.targets).flatMap(([mapping, accountField]) => {
      const why = reasons[mapping];
      return why
        ? { mapping, accountField, ...why, written: lastWritten(accountField, writings) }
        : [];
    }),
    internalSeats: {
      value: internalSeats.seats,
      ...overriddenBy('InternalSeats', internalSeats.source),
    },
    externalSeats: {
      value: externalSeats.seats,
      ...overriddenBy('ExternalSeats', externalSeats.source),
    },
    renewal: { value: renewal.date, ...overriddenBy('RenewalDate', renewal.source) },
  };
}

function lastWritten(field: string, writings: readonly Writing[]): ExplainedMapping['written'] {
  const written = writings.find((each) => each.field === field);
  return written ? { value: written.value, at: written.writtenAt, runKey: written.runKey } : null;
}
