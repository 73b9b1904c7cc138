import { addDays, monthStart, type CalendarDate } from '../../../domain/calendar-date.ts';
import { daysOf, type Period } from '../../../domain/period.ts';
import type { DataType } from '../data-type.ts';
import { dayList } from '../storage/coverage.ts';
import type { DeliveredName } from './delivered-name.ts';
import { FileRejection } from './file-rejection.ts';

/**
 * The days a file is delivered for: those its name gives, with rows or without, else those its rows are
 * of. A day that isn't over yet is never delivered, whatever the name says: a file named for the whole
 * month, fetched in the middle of it, must not make the second half look unused. (When a day that *is* over
 * was fetched too early, we can't know: whoever fetches waits until the data is complete, decision 19.)
 *
 * @param rowDays days that rows are of; for a summary, as in the result, first days of months
 * @throws FileRejection where rows lie outside the named days, or nothing says which day the file is for
 */
export function coveredDays(
  name: DeliveredName,
  dataType: DataType,
  rowDays: readonly CalendarDate[],
  today: CalendarDate,
): readonly CalendarDate[] {
  const named = name.period && daysNamed(name.period, dataType);
  if (named) checkInside(named, rowDays, dataType);
  if (name.lateRowsOnly) return [];
  const days = named ?? rowDays;
  if (days.length === 0) {
    throw new FileRejection('It has no rows and its name gives no day, so it tells nothing.');
  }
  return days.filter((day) => isOver[dataType](day, today));
}

/**
 * The days that a name stands for and that are over; none where it gives no days. Of a summary named for days,
 * the months these are in: a name that is no good still says what its sender meant to deliver.
 */
export function namedDays(
  { dataType, period }: DeliveredName,
  today: CalendarDate,
): readonly CalendarDate[] {
  if (dataType === undefined || !period) return [];
  const days = daysOf(period);
  const named =
    dataType === 'PackageUsageSummary' ? [...new Set(days.map((day) => monthStart(day)))] : days;
  return named.filter((day) => isOver[dataType](day, today));
}

function daysNamed(period: Period, dataType: DataType): readonly CalendarDate[] {
  if (dataType !== 'PackageUsageSummary') return daysOf(period);
  const wholeMonths =
    period.start === monthStart(period.start) &&
    period.end === addDays(monthStart(period.end, 1), -1);
  if (!wholeMonths) {
    throw new FileRejection('Its name gives days, but a PackageUsageSummary is of whole months.');
  }
  return daysOf(period).filter((day) => day === monthStart(day));
}

/** Rows of other days mean that the name is wrong, and then the days it names may be wrongly taken for unused. */
function checkInside(
  named: readonly CalendarDate[],
  rowDays: readonly CalendarDate[],
  dataType: DataType,
): void {
  const outside = rowDays.filter((day) => !named.includes(day));
  if (outside.length === 0) return;
  throw new FileRejection(
    `It holds rows of ${inWords(outside, dataType)}, which is not what its name says.`,
  );
}

function inWords(days: readonly CalendarDate[], dataType: DataType): string {
  if (dataType !== 'PackageUsageSummary') return dayList(days);
  return days.map((day) => day.slice(0, 7)).join(', ');
}

/** Whether all of the day's data exists. A snapshot is of the day's first hours. */
const isOver: Record<DataType, (day: CalendarDate, today: CalendarDate) => boolean> = {
  PackageUsageLog: (day, today) => day < today,
  PackageUsageSummary: (month, today) => monthStart(month, 1) <= today,
  SubscriberSnapshot: (day, today) => day <= today,
};
