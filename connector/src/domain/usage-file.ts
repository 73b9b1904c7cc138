import { instantOf, monthStart, addDays, type CalendarDate } from './calendar-date.ts';
import type { Period } from './period.ts';

/** The three types of data App Analytics delivers (`AppAnalyticsQueryRequest.DataType`). */
export const usageDataTypes = [
  'PackageUsageLog',
  'PackageUsageSummary',
  'SubscriberSnapshot',
] as const;
export type UsageDataType = (typeof usageDataTypes)[number];

/** A file of App Analytics, as it is asked for and as its name tells. */
export interface UsageFile {
  readonly dataType: UsageDataType;
  /** Whole days, UTC; of a summary whole months. */
  readonly period: Period;
  /** Only what arrived in App Analytics after this instant: a catch-up (decision 20). Null for everything. */
  readonly availableSince: Date | null;
}

/**
 * - `open`: App Analytics works on it, or its file waits to be fetched.
 * - `delivered`: the file lies in the inbox, or was taken in from there.
 * - `no-data`: App Analytics has no row for it.
 * - `failed`: App Analytics gave it up, or its file is more than may be fetched.
 * - `expired`: the address of the file ended before it was fetched.
 * - `overdue`: nothing came of it for so long that nothing is expected any more.
 */
export type AskedState = 'open' | 'delivered' | 'no-data' | 'failed' | 'expired' | 'overdue';

/** A file that App Analytics was asked for. */
export interface AskedFile extends UsageFile {
  /** Of the AppAnalyticsQueryRequest, 18 characters. */
  readonly id: string;
  readonly askedAt: Date;
  readonly state: AskedState;
  /** When it came to that state; null while it is open. */
  readonly settledAt: Date | null;
  /** Of the file that was fetched, 0 where none was. */
  readonly bytes: number;
}

/** What was taken in of a type of data. */
export interface LoadedUsage {
  /** Complete days, oldest first; of summaries the first days of months. */
  readonly days: readonly CalendarDate[];
  /** Whether any row was ever taken in, of whatever package and day. */
  readonly hasRows: boolean;
}

export type UsageCoverage = Readonly<Record<UsageDataType, LoadedUsage>>;

/** Whether they are the same file, whoever asked for it. */
export function isSameFile(one: UsageFile, other: UsageFile): boolean {
  return (
    one.dataType === other.dataType &&
    one.period.start === other.period.start &&
    one.period.end === other.period.end &&
    one.availableSince?.getTime() === other.availableSince?.getTime()
  );
}

/** The instants that a request gives: the first of the period, and the first after it. */
export function requestedTimes({ period }: UsageFile): {
  readonly start: Date;
  readonly end: Date;
} {
  return { start: instantOf(period.start), end: instantOf(addDays(period.end, 1)) };
}

/** `PackageUsageLog of 2026-11-16 to 2026-11-22`, `PackageUsageSummary of 2026-10`. */
export function usageFileWords({ dataType, period, availableSince }: UsageFile): string {
  const [start, end] =
    dataType === 'PackageUsageSummary'
      ? [period.start.slice(0, 7), period.end.slice(0, 7)]
      : [period.start, period.end];
  const days = start === end ? start : `${start} to ${end}`;
  const late = availableSince === null ? '' : `, late rows since ${availableSince.toISOString()}`;
  return `${dataType} of ${days}${late}`;
}

/** The days that stand for the file in a coverage: each day, or the first of each month. */
export function daysCovered({ dataType, period }: UsageFile): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  const next = (day: CalendarDate): CalendarDate =>
    dataType === 'PackageUsageSummary' ? monthStart(day, 1) : addDays(day, 1);
  for (let day = period.start; day <= period.end; day = next(day)) days.push(day);
  return days;
}
