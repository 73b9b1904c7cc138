import { addDays, dateOf, monthStart, type CalendarDate } from './calendar-date.ts';
import type { UsageDataType, UsageFile } from './usage-file.ts';

/**
 * How many days after its end a day, or a month of summaries, may still come for the first time: Salesforce names the
 * night after, and in practice one to three days go by.
 */
const arrivalDays: Readonly<Record<UsageDataType, number>> = {
  PackageUsageLog: 3,
  SubscriberSnapshot: 3,
  PackageUsageSummary: 7,
};

/** The last day whose data was there when it was asked for, if there is any; later ones may not have come yet. */
export function arrivedUntil(dataType: UsageDataType, askedAt: Date): CalendarDate {
  return addDays(dateOf(askedAt), -1 - arrivalDays[dataType]);
}

/**
 * The part of a file without rows that says that nothing was used (decision 16): of days after it, data may be yet to
 * come. Undefined where that is the whole file.
 */
export function surelyUnused(file: UsageFile, askedAt: Date): UsageFile | undefined {
  const { dataType, period } = file;
  const until = arrivedUntil(dataType, askedAt);
  if (period.end <= until) return file;
  const end =
    dataType === 'PackageUsageSummary' ? addDays(monthStart(addDays(until, 1)), -1) : until;
  return end < period.start ? undefined : { ...file, period: { start: period.start, end } };
}
