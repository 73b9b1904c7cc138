import type { PlannedChange } from '../../domain/planned-change.ts';
import type { MappingPlan, SyncPlan } from '../../domain/sync-plan.ts';
import { entryLines } from './run-report.ts';

const columns = ['planned', 'numbers', 'zeros', 'nulls', 'unchanged', 'undecided'] as const;
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
    ...(mappings.length > 0 ? ['', ...table(mappings)] : []),
    ...changed.flatMap((each) => ['', ...sampleLines(each)]),
    ...(entries.length > 0 ? ['', ...entries.flatMap(entryLines)] : []),
  ].join('\n');
}

function table(mappings: readonly MappingPlan[]): readonly string[] {
  const width = Math.max(...mappings.map(({ label }) => label.length), 'Mapping'.length);
  const head = ['Mapping'.padEnd(width), ...columns.map((column) => titles[column])].join('  ');
  const rows = mappings.map((mapping) =>
    [
      mapping.label.padEnd(width),
      ...columns.map((column) => String(mapping[column]).padStart(titles[column].length)),
    ].join('  '),
  );
  return [head, ...rows];
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
