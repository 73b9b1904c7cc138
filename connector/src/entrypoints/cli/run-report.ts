import type { LogEntry, MappingCounts } from '../../domain/run.ts';
import type { PastRun } from '../../ports/run-history.ts';

const columns = ['written', 'cleared', 'unchanged', 'failed', 'deferred'] as const;
const titles = {
  written: 'written',
  cleared: 'of these NULL',
  unchanged: 'unchanged',
  failed: 'failed',
  deferred: 'deferred',
};

/** A finished run for a person: its verdict, a line per mapping, and what needs a look. */
export function runReport(result: PastRun): string {
  const { status, message, apiCalls, mappings, entries } = result;
  return [
    `${status}: ${message}`,
    `API calls: ${apiCalls.used} used, ${apiCalls.predicted} predicted`,
    ...(mappings.length > 0 ? ['', ...table(mappings)] : []),
    ...(entries.length > 0 ? ['', ...entries.flatMap(entryLines)] : []),
  ].join('\n');
}

function table(mappings: readonly MappingCounts[]): readonly string[] {
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

export function entryLines(entry: LogEntry): readonly string[] {
  const { level, code, message, count, explanation, sampleAccountIds } = entry;
  const [first] = sampleAccountIds;
  const where =
    first === undefined ? '' : ` on ${count === 1 ? '' : `${count} Accounts, such as `}${first}`;
  return [`${level} ${code}${where}: ${message}`, `  ${explanation}`];
}
