import type { Account, EffectiveSeats, FieldValue, ValueSource } from '../../domain/account.ts';
import type { License } from '../../domain/license.ts';
import type { UsableMapping } from '../../domain/mapping.ts';
import type { PreviewRow } from '../../domain/preview.ts';
import type { AccountNumbers } from '../../domain/usage-report.ts';
import { directoryEntry, type DirectoryContext } from './directory-entry.ts';

export interface SourceContext extends Pick<
  DirectoryContext,
  'settings' | 'licensing' | 'timeZone'
> {
  readonly mapping: UsableMapping;
}

/** What ISVapp would take from the field, or from elsewhere where the field says nothing it can use. */
export function sourcePreview(
  account: Account,
  licenses: readonly License[],
  numbers: AccountNumbers | undefined,
  { mapping, ...context }: SourceContext,
): Omit<PreviewRow, 'accountId' | 'licensed'> {
  const { entry, problems } = directoryEntry(account, licenses, numbers, {
    ...context,
    mappings: [mapping],
    engagement: new Map(),
    reasons: () => ({}),
  });
  const said = problems.map(({ problem }) => problem).join('; ') || 'the field is empty';
  switch (mapping.kind) {
    case 'InternalSeats':
      return seatsPreview(entry.internalSeats, said);
    case 'ExternalSeats':
      return seatsPreview(entry.externalSeats, said);
    case 'RenewalDate':
      return {
        write: true,
        nextNumber: null,
        nextText: entry.renewal.date,
        explanation: explanation(entry.renewal.source, said, entry.renewal.date === null),
      };
    case 'DisplayField':
    case 'Metric':
      return displayPreview(entry.display[mapping.field]);
  }
}

function seatsPreview(
  { seats, source }: EffectiveSeats,
  said: string,
): Omit<PreviewRow, 'accountId' | 'licensed'> {
  return {
    write: true,
    nextNumber: seats,
    nextText: null,
    explanation: explanation(source, said, seats === null),
  };
}

function displayPreview(value: FieldValue = null): Omit<PreviewRow, 'accountId' | 'licensed'> {
  return {
    write: true,
    nextNumber: null,
    nextText: value === null ? null : String(value),
    explanation: value === null ? 'the field is empty' : 'as the field has it',
  };
}

function explanation(source: ValueSource, said: string, isNull: boolean): string {
  switch (source) {
    case 'override':
      return 'as the field has it';
    case 'license':
      return isNull
        ? `${said}, so the licenses decide: without a limit`
        : `${said}, so the licenses decide`;
    case 'estimate':
      return `${said}, so it is estimated from the external users of the last months`;
    case 'none':
      return `${said}, and nothing else tells`;
  }
}
