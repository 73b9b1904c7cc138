import { UnsupportedError } from '../schema/unsupported-error.ts';

/** Days from `from` on, up to but without `until`, both ISO text. */
export interface DayRange {
  readonly from: string;
  readonly until: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const singleDays: Readonly<Record<string, number>> = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 };

/**
 * The days a date literal means, seen from `today`. As documented ("Date Formats and Date Literals"): LAST_N_DAYS
 * includes today and NEXT_N_DAYS begins tomorrow; the other units count whole units beside the present one. Weeks begin
 * on Sunday (en_US), fiscal years in January. Throws `UnsupportedError` for a literal it doesn't know.
 */
export function dayRange(literal: string, today: string): DayRange {
  const [name = '', number] = literal.toUpperCase().replaceAll('FISCAL_', '').split(':');
  const day = singleDays[name];
  if (day !== undefined) return units(today, 'DAY', day, 1);
  return (
    countedRange(name, Number(number ?? 0), today) ?? namedRange(name, today) ?? unknown(literal)
  );
}

function unknown(literal: string): never {
  throw new UnsupportedError(`the date literal ${literal}`);
}

function countedRange(name: string, count: number, today: string): DayRange | undefined {
  const match = /^(LAST|NEXT)_(?:N|(\d+))_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name);
  const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name);
  if (ago) return units(today, ago[1] as Unit, -count, 1);
  if (!match) return undefined;
  const [, direction, fixed, unit] = match as unknown as [string, string, string | undefined, Unit];
  const n = fixed === undefined ? count : Number(fixed);
  if (direction === 'NEXT') return units(today, unit, 1, n);
  return unit === 'DAY' ? units(today, unit, -n, n + 1) : units(today, unit, -n, n);
}

function namedRange(name: string, today: string): DayRange | undefined {
  const match = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
  if (!match) return undefined;
  const offset = match[1] === 'LAST' ? -1 : match[1] === 'NEXT' ? 1 : 0;
  return units(today, match[2] as Unit, offset, 1);
}

/** `count` units, beginning `offset` units after the one that contains `today`. */
function units(today: string, unit: Unit, offset: number, count: number): DayRange {
  return { from: unitStart(today, unit, offset), until: unitStart(today, unit, offset + count) };
}

const monthsOf: Readonly<Partial<Record<Unit, number>>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

function unitStart(today: string, unit: Unit, offset: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  const months = monthsOf[unit];
  if (months !== undefined) {
    const month = Math.floor(day.getUTCMonth() / months) * months + offset * months;
    return isoDay(new Date(Date.UTC(day.getUTCFullYear(), month, 1)));
  }
  if (unit === 'DAY') return shiftedDay(today, offset);
  return shiftedDay(today, offset * 7 - day.getUTCDay());
}

/** The day so many days later. */
export function shiftedDay(day: string, by: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + by);
  return isoDay(moment);
}

function isoDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
