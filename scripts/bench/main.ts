import { performance } from 'node:perf_hooks';
import { Command, InvalidArgumentError } from 'commander';
import { benchmark } from './benchmark.ts';
import { directoryBenchmark, type DirectoryLoad } from './directory/directory-benchmark.ts';
import { meetsTarget, type Measurement } from './measurement.ts';
import { serviceBenchmark } from './service/service-benchmark.ts';
import { workerBenchmark } from './service/worker-benchmark.ts';

interface WorkerArguments {
  readonly queued: number;
  readonly accounts: number;
  readonly latency: number;
  readonly atOnce: number;
}

const program = new Command('bench').description('Measures the product against its targets.');

program
  .command('org', { isDefault: true })
  .description('the local org')
  .option('--rows <number>', 'Accounts to write and to read', wholeNumber, 1_000_000)
  .action(async ({ rows }: { rows: number }) => {
    print(await benchmark(rows, () => performance.now()));
  });

program
  .command('service')
  .description('the connector for many organizations, in one process with its embedded database')
  .option('--organizations <number>', 'connected organizations', wholeNumber, 200)
  .option('--runs <number>', 'runs they have had', wholeNumber, 100_000)
  .option('--seconds <number>', 'how long runs are asked for', wholeNumber, 20)
  .action(async (load: { organizations: number; runs: number; seconds: number }) => {
    const asked = { ...load, requestsPerSecond: 500, idleMs: 60_000 };
    print(await serviceBenchmark(asked, () => performance.now()));
  });

program
  .command('workers')
  .description('two workers on a PostgreSQL server beside one')
  .option('--queued <number>', 'organizations that each wait for a run', wholeNumber, 200)
  .option('--accounts <number>', 'Accounts of each', wholeNumber, 40)
  .option('--latency <ms>', 'what an answer of an organization takes longer', wholeNumber, 250)
  .option('--at-once <number>', 'RUNS_AT_ONCE of a worker', wholeNumber, 4)
  .action(async ({ latency: latencyMs, atOnce: runsAtOnce, ...load }: WorkerArguments) => {
    print(await workerBenchmark({ ...load, latencyMs, runsAtOnce }, () => performance.now()));
  });

program
  .command('directory')
  .description('filters and pages of the tab Accounts, on the embedded database')
  .option('--accounts <number>', 'Accounts in the directory', wholeNumber, 10_000)
  .option('--times <number>', 'how often each question is asked', wholeNumber, 21)
  .action(async (load: DirectoryLoad) => {
    print(await directoryBenchmark(load, processorMs));
  });

await program.parseAsync();

function print(measurements: readonly Measurement[]): void {
  console.table(
    measurements.map((each) => ({
      measured: each.name,
      value: each.unit === '×' ? each.value.toFixed(2) : Math.round(each.value),
      unit: each.unit,
      target: each.target ?? '–',
      met: each.target === null ? '–' : meetsTarget(each) ? 'yes' : 'NO',
    })),
  );
}

/** What the processors spent on this process, all its threads. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Give a number.');
  return number;
}
