import { addDays, dateOf, isoWeekday, monthStart, type CalendarDate } from './calendar-date.ts';
import type { EngagementMeasure } from './metric-key.ts';
import type { EngagementWindow } from './settings.ts';

/** Days that a data point covers, both ends included, UTC. */
export interface Period {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

/**
 * App Analytics has the logs of a day when the next day's hour 23 UTC has passed, says Salesforce's
 * packaging guide, so that is when a day counts as complete (decision 19).
 */
const completeAfterMs = 47 * 3_600_000;

/** How old the newest loaded period may be before the metric counts as without data (decision 17). */
const toleranceDays = { dau: 7, wau: 7, mau: 62 } as const;
const toleranceMonths = 2;
const rollingDays = { dau: 1, wau: 7, mau: 30 } as const;

/** The newest day whose data is complete. */
export function latestCompleteDay(now: Date): CalendarDate {
  return dateOf(new Date(now.getTime() - completeAfterMs));
}

/**
 * The periods a measure may be taken from, newest first: the latest complete one, then those old
 * enough to be second best and young enough to be used. The first that is fully loaded wins.
 */
export function candidatePeriods(
  measure: EngagementMeasure,
  window: EngagementWindow,
  now: Date,
): readonly Period[] {
  const day = latestCompleteDay(now);
  if (window === 'rolling') return rollingPeriods(measure, day);
  switch (measure) {
    case 'dau':
      return rollingPeriods('dau', day);
    case 'wau':
      return calendarWeeks(day);
    case 'mau':
      return calendarMonths(day, toleranceMonths + 1);
  }
}

function rollingPeriods(measure: EngagementMeasure, day: CalendarDate): readonly Period[] {
  return Array.from({ length: toleranceDays[measure] + 1 }, (_, age) => {
    const end = addDays(day, -age);
    return { start: addDays(end, 1 - rollingDays[measure]), end };
  });
}

function calendarWeeks(day: CalendarDate): readonly Period[] {
  const lastSunday = addDays(day, -(isoWeekday(day) % 7));
  return [0, 7].map((age) => {
    const end = addDays(lastSunday, -age);
    return { start: addDays(end, -6), end };
  });
}

/** The newest months that are over at the end of the day, newest first. */
export function calendarMonths(day: CalendarDate, count: number): readonly Period[] {
  const nextDay = addDays(day, 1);
  return Array.from({ length: count }, (_, age) => ({
    start: monthStart(nextDay, -1 - age),
    end: addDays(monthStart(nextDay, -age), -1),
  }));
}

/** Every day of the period, oldest first. */
export function daysOf(period: Period): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = period.start; day <= period.end; day = addDays(day, 1)) days.push(day);
  return days;
}
