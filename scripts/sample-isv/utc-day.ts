/**
 * A day in UTC as the number of days since 1970-01-01: days are added and compared far more often than they
 * are printed, and a number has no time zone to get wrong.
 */
export type UtcDay = number;

export const dayMs = 86_400_000;

/** The day of a date written YYYY-MM-DD. Throws on anything else, including 2026-02-30. */
export function utcDay(date: string): UtcDay {
  const day = Date.parse(`${date}T00:00:00Z`) / dayMs;
  if (!Number.isInteger(day) || isoDate(day) !== date) {
    throw new Error(`"${date}" is not a date. Write it YYYY-MM-DD, such as 2026-11-24.`);
  }
  return day;
}

/** The day as YYYY-MM-DD. */
export function isoDate(day: UtcDay): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day of the week: 0 is Sunday, 6 is Saturday. 1970-01-01 was a Thursday. */
export function weekday(day: UtcDay): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The month of a day as YYYY-MM. */
export function monthOf(day: UtcDay): string {
  return isoDate(day).slice(0, 7);
}

/** The month some months before another, both YYYY-MM. */
export function monthBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7);
}

/** The first day of a month and the first day of the next. */
export function daysOfMonth(month: string): { readonly first: UtcDay; readonly end: UtcDay } {
  return { first: utcDay(`${month}-01`), end: utcDay(`${monthBefore(month, -1)}-01`) };
}
