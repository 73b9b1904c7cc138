import type { LogEntry } from '../../../domain/run.ts';
import type { PackageNames } from '../setup/package-names.ts';
import { fittedText, longTextChars } from './fitted-text.ts';

/** A `SyncLogEntry__c` record as a sObject Collections request takes it. */
export type EntryRecord = Readonly<Record<string, unknown>>;

/** Storage in the org is dear, and nobody reads a thousand lines: the rest is one line with a count. */
const entriesPerRun = 500;

const severity = { Error: 0, Warning: 1, Info: 2 } as const;

/** The entries to write, the gravest first; where there are more than an org should hold, the last says how many. */
export function boundedEntries(
  entries: readonly LogEntry[],
  limit = entriesPerRun,
): readonly LogEntry[] {
  if (entries.length <= limit) return entries;
  const byGravity = entries.toSorted((a, b) => severity[a.level] - severity[b.level]);
  const rest = byGravity.slice(limit);
  return [
    ...byGravity.slice(0, limit),
    {
      level: rest.some((entry) => entry.level === 'Error') ? 'Error' : 'Warning',
      code: 'MORE_ENTRIES',
      message: `${rest.length} more entries of this run are not shown.`,
      explanation:
        'A run writes a limited number of entries into the org. Repairing what the shown ones say makes room for the others; whoever runs the connector finds all of them there.',
      count: rest.reduce((sum, entry) => sum + entry.count, 0),
      sampleAccountIds: [],
    },
  ];
}

/** The record of an entry, with a lookup to its Account where it is about one alone. */
export function entryRecord(entry: LogEntry, runId: string, names: PackageNames): EntryRecord {
  const [accountId] = entry.sampleAccountIds;
  const isAboutOne = entry.count === 1 && entry.sampleAccountIds.length === 1;
  return {
    attributes: { type: names('SyncLogEntry__c') },
    [names('SyncRun__c')]: runId,
    [names('Level__c')]: entry.level,
    [names('ErrorCode__c')]: fittedText(entry.code, 80),
    [names('Message__c')]: fittedText(entry.message, longTextChars),
    [names('Explanation__c')]: fittedText(entry.explanation, longTextChars),
    [names('OccurrenceCount__c')]: entry.count,
    ...(entry.mapping !== undefined && { [names('Mapping__c')]: fittedText(entry.mapping, 80) }),
    ...(entry.field !== undefined && { [names('Field__c')]: fittedText(entry.field, 255) }),
    ...(entry.sampleAccountIds.length > 0 && {
      [names('SampleAccountIds__c')]: fittedText(entry.sampleAccountIds.join('\n'), longTextChars),
    }),
    ...(isAboutOne && { [names('Account__c')]: accountId }),
  };
}

/** The same record without the lookup, for an Account that is gone: its id stays in the sample. */
export function withoutAccount(record: EntryRecord, names: PackageNames): EntryRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([field]) => field !== names('Account__c')),
  );
}
