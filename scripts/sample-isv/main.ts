import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { fileFormats, type FileFormat } from './files/file-name.ts';
import { writeJson } from './files/json-file.ts';
import { monthProgress } from './month-progress.ts';
import { sampleIsv, type SampleIsv, type SampleIsvOptions } from './sample-isv.ts';
import { lastDeliveredDay } from './usage/arrival.ts';
import { isoDate, utcDay } from './utc-day.ts';
import { writeAppAnalytics, type AppAnalyticsOptions } from './write-app-analytics.ts';

interface Arguments extends Omit<SampleIsvOptions, 'today'> {
  readonly out: string;
  readonly today?: string;
  readonly months: number;
  readonly snapshotDays?: number;
  readonly format?: FileFormat;
}

const program = new Command('sample-isv')
  .description(
    'Makes up an ISV with packages and customers, and writes its App Analytics files, its features (features.json), and all it consists of, Accounts and Licenses included (isv.json).',
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .requiredOption('--out <directory>', 'where the files go; made where it is missing')
  .option('--accounts <count>', 'number of Accounts', wholeNumberFrom(1), 300)
  .option('--days <count>', 'days of usage logs and snapshots', wholeNumberFrom(1), 60)
  .option('--seed <number>', 'the same seed gives the same files', wholeNumberFrom(0), 7)
  .option(
    '--today <date>',
    'the day the sample is looked at, YYYY-MM-DD, UTC (default: today)',
    date,
  )
  .option(
    '--last-day <date>',
    'last day with a log (default: the newest that would be there)',
    date,
  )
  .option(
    '--users-per-org <count>',
    'mean number of internal users of an org',
    wholeNumberFrom(1),
    9,
  )
  .option('--months <count>', 'months of usage summaries', wholeNumberFrom(0), 3)
  .option(
    '--snapshot-days <count>',
    'days of snapshots (default: as many as logs)',
    wholeNumberFrom(0),
  )
  .addOption(
    new Option('--format <format>', 'of all files (default: logs csv.gz, the others csv)').choices(
      fileFormats,
    ),
  );

const { out, format, months, snapshotDays, today, ...given } = program.parse().opts<Arguments>();
const isv = sampleIsv({ ...given, ...day(currentTime()) });
try {
  await mkdir(out, { recursive: true });
  await writeDescription(isv);
  await writeFiles(isv);
} catch (error) {
  if (!isRefusedBySystem(error)) throw error;
  program.error(
    `error: the files can't be written to ${out} (${error.message}). Name a folder that can be written, on a disk with space left.`,
  );
}

async function writeDescription(sample: SampleIsv): Promise<void> {
  await writeJson(join(out, 'features.json'), sample.features);
  await writeJson(join(out, 'isv.json'), sample);
  const { accounts, licenses, orgs } = sample;
  console.error(
    `${accounts.length} Accounts, ${licenses.length} Licenses, ${orgs.length} subscriber orgs`,
  );
}

async function writeFiles(sample: SampleIsv): Promise<void> {
  const progress = monthProgress((line) => {
    console.error(line);
  });
  await writeAppAnalytics(sample, out, { ...filesWanted(), onFile: progress.fileWritten });
  progress.finish();
}

function filesWanted(): AppAnalyticsOptions {
  const formats = format && {
    PackageUsageLog: format,
    PackageUsageSummary: format,
    SubscriberSnapshot: format,
  };
  return {
    ...(formats ? { formats } : {}),
    ...(snapshotDays === undefined ? {} : { snapshotDays }),
    months,
  };
}

/** The day to look at: the one that was given, or the present one with the logs that are there at this hour. */
function day(now: Date): Pick<SampleIsvOptions, 'today' | 'lastDay'> {
  if (today) return { today };
  return {
    today: now.toISOString().slice(0, 10),
    lastDay: given.lastDay ?? lastDeliveredDay(now),
  };
}

/** The one place of this room that asks what time it is; everything else is told. */
function currentTime(): Date {
  return new Date(performance.timeOrigin + performance.now());
}

function wholeNumberFrom(least: number): (text: string) => number {
  return (text) => {
    const number = /^[0-9]+$/.test(text) ? Number(text) : NaN;
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`Give a whole number of at least ${least}.`);
  };
}

/** Whether the operating system said no, as to a folder that can't be written; anything else is a defect. */
function isRefusedBySystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

function date(text: string): string {
  try {
    return isoDate(utcDay(text));
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
