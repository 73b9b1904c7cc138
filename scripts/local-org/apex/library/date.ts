import { ApexDate } from '../values/apex-date.ts';
import { ApexDatetime } from '../values/apex-datetime.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { localMs } from '../values/time-zone.ts';
import { patternedDate, dayOfYear } from './date-pattern.ts';
import type { NativeRun } from './native-run.ts';
import { method, nativeType, staticMethod, type NativeType } from './native-type.ts';

const monthLength = (year: number, month: number) => ApexDate.of(year, month + 1, 0).day;

/** System.Date. */
export const dateType: NativeType = nativeType('System.Date', [
  staticMethod('Date today()', (run) => dayAt(run, run.nowMs())),
  staticMethod(
    'Date newInstance(Integer year, Integer month, Integer day)',
    (_run, year: number, month: number, day: number) => ApexDate.of(year, month, day),
  ),
  staticMethod('Date valueOf(String text)', (run, text: string) => {
    const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text);
    if (!parts) throw run.exception('TypeException', `Invalid date: ${text}`);
    return existing(run, text, Number(parts[1]), Number(parts[2]), Number(parts[3]));
  }),
  staticMethod('Date valueOf(Object value)', (run, value: ApexValue) => {
    if (value instanceof ApexDate) return value;
    if (value instanceof ApexDatetime) return dayAt(run, value.epochMs);
    throw run.exception('TypeException', 'Invalid conversion to Date');
  }),
  staticMethod('Date parse(String text)', (run, text: string) => {
    const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})$/.exec(text);
    if (!parts) throw run.exception('TypeException', `Invalid date: ${text}`);
    return existing(run, text, Number(parts[3]), Number(parts[1]), Number(parts[2]));
  }),
  staticMethod(
    'Integer daysInMonth(Integer year, Integer month)',
    (_run, year: number, month: number) => monthLength(year, month),
  ),
  staticMethod(
    'Boolean isLeapYear(Integer year)',
    (_run, year: number) => monthLength(year, 2) === 29,
  ),
  method('Date addDays(Integer days)', (_run, self: ApexDate, days: number) => self.plusDays(days)),
  method('Date addMonths(Integer months)', (_run, self: ApexDate, months: number) =>
    self.plusMonths(months),
  ),
  method('Date addYears(Integer years)', (_run, self: ApexDate, years: number) =>
    self.plusMonths(years * 12),
  ),
  method('Integer day()', (_run, self: ApexDate) => self.day),
  method('Integer dayOfYear()', (_run, self: ApexDate) => dayOfYear(new Date(self.epochMs))),
  method(
    'Integer daysBetween(Date other)',
    (_run, self: ApexDate, other: ApexDate) => other.epochDay - self.epochDay,
  ),
  // The short date of the locale en_US.
  method('String format()', (run, self: ApexDate) =>
    patternedDate(run, self.epochMs, 'GMT', 'M/d/yyyy'),
  ),
  method('Boolean isSameDay(Date other)', (_run, self: ApexDate, other: ApexDate) =>
    self.equals(other),
  ),
  method('Integer month()', (_run, self: ApexDate) => self.month),
  method(
    'Integer monthsBetween(Date other)',
    (_run, self: ApexDate, other: ApexDate) =>
      (other.year - self.year) * 12 + other.month - self.month,
  ),
  method('Date toStartOfMonth()', (_run, self: ApexDate) => ApexDate.of(self.year, self.month, 1)),
  // Weeks of the locale en_US begin on Sunday; 1970-01-01 was a Thursday.
  method('Date toStartOfWeek()', (_run, self: ApexDate) =>
    self.plusDays(-((((self.epochDay + 4) % 7) + 7) % 7)),
  ),
  method('Integer year()', (_run, self: ApexDate) => self.year),
  method('Boolean equals(Object other)', (_run, self: ApexDate, other: ApexValue) =>
    self.equals(other),
  ),
  method('Integer hashCode()', (_run, self: ApexDate) => self.epochDay),
]);

/** The calendar day in the user's time zone. */
export function dayAt(run: NativeRun, epochMs: number): ApexDate {
  return new ApexDate(Math.floor(localMs(epochMs, run.timeZone) / 86_400_000));
}

function existing(
  run: NativeRun,
  text: string,
  year: number,
  month: number,
  day: number,
): ApexDate {
  const date = ApexDate.of(year, month, day);
  if (date.month === month && date.day === day) return date;
  throw run.exception('TypeException', `Invalid date: ${text}`);
}
