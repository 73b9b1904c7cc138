import type { FieldValue } from './account.ts';
import { isCalendarDate, type CalendarDate } from './calendar-date.ts';
import { dayIn } from './time-zone.ts';

/** What an override field says: a value, nothing (fall back to the licence), or something unusable. */
export type Override<T> =
  | { readonly state: 'set'; readonly value: T }
  | { readonly state: 'blank' }
  | { readonly state: 'invalid'; readonly problem: string };

/** How Salesforce writes a date/time, in JSON with `+0000` and in CSV with `Z`. Without an offset it would be read in the zone of the machine. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/;

const blank = { state: 'blank' } as const;

/** A seat count from an Account field: a whole number of at least 0, and 0 is a value (decisions 25, 26). */
export function seatOverride(value: FieldValue | undefined): Override<number> {
  if (value === null || value === undefined || value === '') return blank;
  if (typeof value !== 'number') return invalid(`"${String(value)}" is not a number`);
  if (!Number.isSafeInteger(value)) return invalid(`${value} is not a whole number`);
  if (value < 0) return invalid(`${value} is negative`);
  return { state: 'set', value };
}

/**
 * A renewal date from a date field as it stands (decision 43), or from a date/time field the day it is then in the
 * org's time zone: 2027-01-01T01:00Z is still 2026 for people in Los Angeles, and they entered it (decision 36).
 *
 * @param timeZone of the org; one that isTimeZone does not know throws a RangeError
 */
export function renewalOverride(
  value: FieldValue | undefined,
  timeZone: string,
): Override<CalendarDate> {
  if (value === null || value === undefined || value === '') return blank;
  if (typeof value !== 'string') return invalid(`"${String(value)}" is not a date`);
  if (isCalendarDate(value)) return { state: 'set', value };
  const instant = instantIn(value);
  return instant
    ? { state: 'set', value: dayIn(timeZone, instant) }
    : invalid(`"${value}" is not a date`);
}

function instantIn(text: string): Date | undefined {
  // Date itself takes February 30th for March 2nd.
  if (!instantPattern.test(text) || !isCalendarDate(text.slice(0, 10))) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function invalid(problem: string): { state: 'invalid'; problem: string } {
  return { state: 'invalid', problem };
}
