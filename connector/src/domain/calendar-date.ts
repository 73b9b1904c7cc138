/**
 * A day without a time, `YYYY-MM-DD`. Dates are kept as text: a `Date` would bring a time zone
 * along and move renewal dates by a day (decision 43). Text of this form also compares correctly.
 */
export type CalendarDate = string;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

/** Whether the text is a day that exists: 2026-02-30 is not. */
export function isCalendarDate(text: string): boolean {
  return datePattern.test(text) && dateOf(instantOf(text)) === text;
}

/** The UTC day of an instant. */
export function dateOf(instant: Date): CalendarDate {
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 10);
}

/** Midnight UTC at the start of the day. */
export function instantOf(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOf(new Date(instantOf(date).getTime() + days * dayMs));
}

/** The first day of the month `months` after the one that holds `date`. */
export function monthStart(date: CalendarDate, months = 0): CalendarDate {
  const instant = instantOf(date);
  return dateOf(new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + months, 1)));
}

/** ISO weekday: Monday 1 … Sunday 7. */
export function isoWeekday(date: CalendarDate): number {
  return instantOf(date).getUTCDay() || 7;
}
