import {
  addDays,
  isCalendarDate,
  monthStart,
  type CalendarDate,
} from '../../../domain/calendar-date.ts';
import type { Period } from '../../../domain/period.ts';
import { dataTypes, type DataType } from '../data-type.ts';
import { FileRejection } from './file-rejection.ts';

/** What the name of a file says about its content. */
export interface DeliveredName {
  /** Absent where the name doesn't begin with a type of data. */
  readonly dataType?: DataType;
  /** The days the file stands for, with rows or without; absent where the name doesn't say. */
  readonly period?: Period;
  /**
   * What follows the days, in lower case: `_b` where a day comes in several files. Empty: the name stands for
   * all of its days. The inbox's own `~2` for a name that is taken is not part of it.
   */
  readonly part: string;
  /**
   * The file holds only what arrived since some moment (AvailableSince): its rows are
   * added, but its days don't count as delivered because of it.
   */
  readonly lateRowsOnly: boolean;
}

// What follows must not go on like a date: "2026-11-2" is no name for all of November.
const pattern =
  /^_(\d{4}-\d{2}(?:-\d{2})?)(?:_(\d{4}-\d{2}(?:-\d{2})?))?(?!-\d|_\d{4})((?:[^0-9A-Za-z].*)?)\.(?:csv|csv\.gz|parquet)$/i;
const mostDays = 400;

/**
 * Reads a name such as `PackageUsageLog_2026-11-22.csv.gz`, `PackageUsageSummary_2026-10.csv`,
 * `PackageUsageLog_2026-11-01_2026-11-07.csv`, or `PackageUsageLog_2026-10-24_2026-11-22_since_2026-11-21.csv`
 * for a catch-up. Anything may follow the days (`… (1).csv`, `_part2.csv`).
 *
 * @throws FileRejection where the name gives days that don't exist or make no period
 */
export function deliveredName(name: string): DeliveredName {
  const dataType = dataTypes.find((each) => name.toLowerCase().startsWith(each.toLowerCase()));
  if (dataType === undefined) return { part: '', lateRowsOnly: false };
  const rest = name.slice(dataType.length);
  const [, first, last = first, part = ''] = pattern.exec(rest) ?? [];
  const lateRowsOnly = /_since[_-]/i.test(rest);
  if (first === undefined || last === undefined) return { dataType, part: '', lateRowsOnly };
  return { dataType, period: namedPeriod(first, last), part: partText(part), lateRowsOnly };
}

const partText = (text: string): string => text.replace(/~\d+$/, '').trim().toLowerCase();

function namedPeriod(first: string, last: string): Period {
  const start = first.length === 7 ? `${first}-01` : first;
  const end = last.length === 7 ? lastDayOfMonth(last) : last;
  if (!isCalendarDate(start) || !isCalendarDate(end)) {
    throw new FileRejection(`Its name gives a day that does not exist (${first} to ${last}).`);
  }
  if (end < start) {
    throw new FileRejection(
      `Its name gives a period that ends before it starts (${first} to ${last}).`,
    );
  }
  if (end > addDays(start, mostDays)) {
    throw new FileRejection(
      `Its name gives a period of more than ${mostDays} days (${first} to ${last}).`,
    );
  }
  return { start, end };
}

function lastDayOfMonth(month: string): CalendarDate {
  const firstDay = `${month}-01`;
  return isCalendarDate(firstDay) ? addDays(monthStart(firstDay, 1), -1) : firstDay;
}
