import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { fileFormats, type FileFormat } from './files/file-name.ts';
import { writeJson } from './files/json-file.ts';
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
    'Makes up an ISV: packages, customers, Accounts, Licenses, and the App Analytics files that fit them.',
  )
  .requiredOption('--out <directory>', 'where the files go; made where it is missing')
  .option('--accounts <count>', 'number of Accounts', count, 300)
  .option('--days <count>', 'days of usage logs and snapshots', count, 60)
  .option('--seed <number>', 'the same seed gives the same files', count, 7)
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
  .option('--users-per-org <count>', 'mean number of internal users of an org', count, 9)
  .option('--months <count>', 'months of usage summaries', count, 3)
  .option('--snapshot-days <count>', 'days of snapshots (default: as many as logs)', count)
  .addOption(
    new Option('--format <format>', 'of all files (default: logs csv.gz, the others csv)').choices(
      fileFormats,
    ),
  );

const { out, format, months, snapshotDays, today, ...given } = program.parse().opts<Arguments>();
await mkdir(out, { recursive: true });
const isv = sampleIsv({ ...given, ...day(currentTime()) });
await writeDescription(isv);
await writeAppAnalytics(isv, out, filesWanted());

async function writeDescription(sample: SampleIsv): Promise<void> {
  await writeJson(join(out, 'features.json'), sample.features);
  await writeJson(join(out, 'isv.json'), sample);
  const { accounts, licenses, orgs } = sample;
  console.error(
    `${accounts.length} Accounts, ${licenses.length} Licenses, ${orgs.length} subscriber orgs`,
  );
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
    onFile: ({ name, rows }) => {
      console.error(`${name}  ${rows} rows`);
    },
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

function count(text: string): number {
  if (!/^[0-9]+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

function date(text: string): string {
  try {
    return isoDate(utcDay(text));
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
