import { performance } from 'node:perf_hooks';
import { Command, InvalidArgumentError } from 'commander';
import { benchmark, meetsTarget } from './benchmark.ts';

const program = new Command('bench')
  .description('Measures the local org against its targets.')
  .option('--rows <number>', 'Accounts to write and to read', wholeNumber, 1_000_000);

const { rows } = program.parse().opts<{ rows: number }>();
const measurements = await benchmark(rows, () => performance.now());
console.table(
  measurements.map((each) => ({
    measured: each.name,
    value: Math.round(each.value),
    unit: each.unit,
    target: each.target ?? '–',
    met: each.target === null ? '–' : meetsTarget(each) ? 'yes' : 'NO',
  })),
);

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Give a number.');
  return number;
}
