import type { LogEntry } from '../../domain/run.ts';
import type { PastRun } from '../../ports/run-history.ts';
import { mappingTable } from './mapping-table.ts';

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
    ...(mappings.length > 0 ? ['', ...mappingTable(mappings, titles)] : []),
    ...(entries.length > 0 ? ['', ...entries.flatMap(entryLines)] : []),
  ].join('\n');
}

export function entryLines(entry: LogEntry): readonly string[] {
  const { level, code, message, count, explanation, sampleAccountIds } = entry;
  const [first] = sampleAccountIds;
  const where =
    first === undefined ? '' : ` on ${count === 1 ? '' : `${count} Accounts, such as `}${first}`;
  return [`${level} ${code}${where}: ${message}`, `  ${explanation}`];
}
