import type { PlannedChange } from '../../domain/planned-change.ts';
import type { MappingPlan, SyncPlan } from '../../domain/sync-plan.ts';
import { mappingTable } from './mapping-table.ts';
import { entryLines } from './run-report.ts';

const titles = {
  planned: 'would change',
  numbers: 'to a number',
  zeros: 'to 0',
  nulls: 'to NULL',
  unchanged: 'unchanged',
  undecided: 'undecided',
};

/** A plan for a person: what would change for each mapping, a few changes of each, what it costs, what needs a look. */
export function planReport({ message, mappings, predictedCalls, entries }: SyncPlan): string {
  const changed = mappings.filter(({ samples }) => samples.length > 0);
  return [
    message,
    `A run would need about ${predictedCalls} API calls.`,
    ...(mappings.length > 0 ? ['', ...mappingTable(mappings, titles)] : []),
    ...changed.flatMap((each) => ['', ...sampleLines(each)]),
    ...(entries.length > 0 ? ['', ...entries.flatMap(entryLines)] : []),
  ].join('\n');
}

function sampleLines({ label, accountField, planned, samples }: MappingPlan): readonly string[] {
  const more = planned - samples.length;
  return [
    `${label}, ${accountField ?? ''}`,
    ...samples.map(changeLine),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function changeLine({ accountId, accountName, before, after, explanation }: PlannedChange): string {
  return `  ${accountId}  ${valueWord(before)} → ${valueWord(after)}  ${accountName}: ${explanation}`;
}

/** NULL is a word, so that it is not taken for 0 or for nothing. */
export function valueWord(value: number | null): string {
  return value === null ? 'NULL' : String(value);
}
