import type { FieldValue } from './account.ts';
import { dateOf, isCalendarDate, type CalendarDate } from './calendar-date.ts';

/** What an override field says: a value, nothing (fall back to the licence), or something unusable. */
export type Override<T> =
  | { readonly state: 'set'; readonly value: T }
  | { readonly state: 'blank' }
  | { readonly state: 'invalid'; readonly problem: string };

const blank = { state: 'blank' } as const;

/** A seat count from an Account field: a whole number of at least 0, and 0 is a value (decisions 25, 26). */
export function seatOverride(value: FieldValue | undefined): Override<number> {
  if (value === null || value === undefined || value === '') return blank;
  if (typeof value !== 'number') return invalid(`"${String(value)}" is not a number`);
  if (!Number.isSafeInteger(value)) return invalid(`${value} is not a whole number`);
  if (value < 0) return invalid(`${value} is negative`);
  return { state: 'set', value };
}

/** A renewal date from a date field, or the UTC day of a date/time field. */
export function renewalOverride(value: FieldValue | undefined): Override<CalendarDate> {
  if (value === null || value === undefined || value === '') return blank;
  if (typeof value !== 'string') return invalid(`"${String(value)}" is not a date`);
  if (isCalendarDate(value)) return { state: 'set', value };
  const date = value.includes('T') ? dateOf(new Date(value)) : '';
  return date === '' ? invalid(`"${value}" is not a date`) : { state: 'set', value: date };
}

function invalid(problem: string): { state: 'invalid'; problem: string } {
  return { state: 'invalid', problem };
}
