import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileName, type DataType, type FileFormat } from './files/file-name.ts';
import { writeRows } from './files/rows-file.ts';
import type { SampleIsv } from './sample-isv.ts';
import {
  subscriberSnapshotColumns,
  usageLogColumns,
  usageSummaryColumns,
} from './usage/columns.ts';
import { subscriberSnapshotLines } from './usage/subscriber-snapshot.ts';
import { usageLogLines } from './usage/usage-log.ts';
import { usageModel, type UsageModel } from './usage/usage-model.ts';
import { usageSummaryLines } from './usage/usage-summary.ts';
import { isoDate, monthBefore, monthOf, utcDay, type UtcDay } from './utc-day.ts';

/** Which files are written, and as of when. */
export interface AppAnalyticsOptions {
  /** Format of each type of data; csv.gz for logs and csv for the other two where it isn't given. */
  readonly formats?: Partial<Record<DataType, FileFormat>>;
  /** The last day with a log and a snapshot, YYYY-MM-DD; the sample's own where it isn't given. */
  readonly lastDay?: string;
  /** How many days of logs, ending on the last day; the sample's own number where it isn't given. */
  readonly days?: number;
  /** How many days of snapshots, ending on the last day; as many as logs where it isn't given. */
  readonly snapshotDays?: number;
  /** How many months of summaries, ending with the newest that is complete; 3 where it isn't given. */
  readonly months?: number;
  /**
   * The day on which the files are fetched, YYYY-MM-DD; the sample's today where it isn't given. Writing the
   * same days again with a later one adds the rows that arrived late.
   */
  readonly fetchedOn?: string;
  /**
   * Adds a catch-up of the logs: what arrived after this day (YYYY-MM-DD) for any of the 30 days before
   * `fetchedOn`, in one file, as a request with AvailableSince gives it.
   */
  readonly catchUpSince?: string;
  /** Called after each file. */
  readonly onFile?: (file: WrittenFile) => void;
}

/** A file that was written. */
export interface WrittenFile {
  readonly name: string;
  readonly dataType: DataType;
  /** The covered day (YYYY-MM-DD) or month (YYYY-MM); of a catch-up the first and the last day, and since when. */
  readonly period: string;
  readonly rows: number;
}

const defaultFormats: Record<DataType, FileFormat> = {
  PackageUsageLog: 'csv.gz',
  PackageUsageSummary: 'csv',
  SubscriberSnapshot: 'csv',
};

const columns: Record<DataType, readonly string[]> = {
  PackageUsageLog: usageLogColumns,
  PackageUsageSummary: usageSummaryColumns,
  SubscriberSnapshot: subscriberSnapshotColumns,
};

const integerColumns = new Set([
  'operation_count',
  'count',
  'num_creates',
  'num_reads',
  'num_updates',
  'num_deletes',
  'num_views',
  'num_events',
]);

/** A file to write: what it covers, and how its lines are made once it is its turn. */
interface PlannedFile {
  readonly dataType: DataType;
  readonly period: string;
  readonly lines: () => Iterable<string>;
}

/**
 * Writes the App Analytics files of a sample into a folder, which is made where it's missing, and returns what
 * was written. Rows are streamed: memory doesn't grow with their number.
 */
export async function writeAppAnalytics(
  isv: SampleIsv,
  directory: string,
  options: AppAnalyticsOptions = {},
): Promise<WrittenFile[]> {
  await mkdir(directory, { recursive: true });
  const formats = { ...defaultFormats, ...options.formats };
  const written: WrittenFile[] = [];
  for (const { dataType, period, lines } of plannedFiles(isv, options)) {
    const format = formats[dataType];
    const name = fileName(dataType, period, format);
    const content = { columns: columns[dataType], integerColumns, lines: lines() };
    const rows = await writeRows(join(directory, name), format, content);
    const file = { name, dataType, period, rows };
    written.push(file);
    options.onFile?.(file);
  }
  return written;
}

function plannedFiles(isv: SampleIsv, options: AppAnalyticsOptions): PlannedFile[] {
  const model = usageModel(isv);
  const fetchedOn = utcDay(options.fetchedOn ?? isv.options.today);
  const lastDay = utcDay(options.lastDay ?? isv.options.lastDay);
  const days = options.days ?? isv.options.days;
  return [
    ...daysEndingOn(lastDay, days).map((day): PlannedFile => ({
      dataType: 'PackageUsageLog',
      period: isoDate(day),
      lines: () => usageLogLines(model, day, { after: -Infinity, by: fetchedOn }),
    })),
    ...plannedCatchUp(model, fetchedOn, options.catchUpSince),
    ...plannedSummaries(model, fetchedOn, options.months ?? 3),
    ...daysEndingOn(lastDay, options.snapshotDays ?? days).map((day): PlannedFile => ({
      dataType: 'SubscriberSnapshot',
      period: isoDate(day),
      lines: () => subscriberSnapshotLines(model, day),
    })),
  ];
}

/** Late data comes up to 30 days after its time: a catch-up asks for all of them anew, and gets what is new. */
const catchUpDays = 30;

function plannedCatchUp(
  model: UsageModel,
  fetchedOn: UtcDay,
  since: string | undefined,
): PlannedFile[] {
  if (since === undefined) return [];
  const arrival = { after: utcDay(since), by: fetchedOn };
  const days = daysEndingOn(fetchedOn - 1, catchUpDays);
  function* lines(): Generator<string> {
    for (const day of days) yield* usageLogLines(model, day, arrival);
  }
  const period = `${isoDate(fetchedOn - catchUpDays)}_${isoDate(fetchedOn - 1)}_since_${since}`;
  return [{ dataType: 'PackageUsageLog', period, lines }];
}

/** A month's summary can be asked for two days after the month ended; the newest such month comes last. */
function plannedSummaries(model: UsageModel, fetchedOn: UtcDay, months: number): PlannedFile[] {
  const unfinished = monthOf(fetchedOn - 2);
  return Array.from({ length: months }, (_, at) => {
    const month = monthBefore(unfinished, months - at);
    return {
      dataType: 'PackageUsageSummary',
      period: month,
      lines: () => usageSummaryLines(model, month, fetchedOn),
    };
  });
}

function daysEndingOn(lastDay: UtcDay, count: number): UtcDay[] {
  return Array.from({ length: count }, (_, at) => lastDay - count + 1 + at);
}
