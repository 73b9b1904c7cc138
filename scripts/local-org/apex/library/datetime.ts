import { ApexDate, utcMs } from '../values/apex-date.ts';
import { ApexDatetime } from '../values/apex-datetime.ts';
import { ApexTime } from '../values/apex-time.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { isTimeZone, localMs, momentOfLocal } from '../values/time-zone.ts';
import { patternedDate, dayOfYear } from './date-pattern.ts';
import { dayAt } from './date.ts';
import type { NativeRun } from './native-run.ts';
import {
  method,
  nativeType,
  staticMethod,
  type NativeMember,
  type NativeType,
} from './native-type.ts';
import { int32 } from './number-format.ts';

const userZone = (run: NativeRun) => run.timeZone;
const gmt = () => 'GMT';
type Zone = (run: NativeRun) => string;

/** newInstance in the user's zone, newInstanceGmt in GMT. Fields out of range roll over. */
const makers: readonly NativeMember[] = (
  [
    ['newInstance', userZone],
    ['newInstanceGmt', gmt],
  ] as const
).flatMap(([name, zone]) => [
  staticMethod(
    `Datetime ${name}(Integer year, Integer month, Integer day)`,
    (run, y: number, mo: number, d: number) => made(run, zone, utcMs(y, mo, d)),
  ),
  staticMethod(
    `Datetime ${name}(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)`,
    (run, y: number, mo: number, d: number, h: number, mi: number, s: number) =>
      made(run, zone, utcMs(y, mo, d) + ((h * 60 + mi) * 60 + s) * 1000),
  ),
  staticMethod(`Datetime ${name}(Date date, Time time)`, (run, date: ApexDate, time: ApexTime) =>
    made(run, zone, date.epochMs + time.milliseconds),
  ),
]);

/** Each part in the user's time zone and, with `Gmt`, in GMT. */
const parts: readonly NativeMember[] = (
  [
    ['', userZone],
    ['Gmt', gmt],
  ] as const
).flatMap(([suffix, zone]) => {
  const local = (run: NativeRun, self: ApexDatetime) => new Date(localMs(self.epochMs, zone(run)));
  return [
    method(`Integer year${suffix}()`, (run, self: ApexDatetime) =>
      local(run, self).getUTCFullYear(),
    ),
    method(
      `Integer month${suffix}()`,
      (run, self: ApexDatetime) => local(run, self).getUTCMonth() + 1,
    ),
    method(`Integer day${suffix}()`, (run, self: ApexDatetime) => local(run, self).getUTCDate()),
    method(`Integer dayOfYear${suffix}()`, (run, self: ApexDatetime) =>
      dayOfYear(local(run, self)),
    ),
    method(`Integer hour${suffix}()`, (run, self: ApexDatetime) => local(run, self).getUTCHours()),
    method(`Integer minute${suffix}()`, (run, self: ApexDatetime) =>
      local(run, self).getUTCMinutes(),
    ),
    method(`Integer second${suffix}()`, (run, self: ApexDatetime) =>
      local(run, self).getUTCSeconds(),
    ),
    method(`Integer millisecond${suffix}()`, (run, self: ApexDatetime) =>
      local(run, self).getUTCMilliseconds(),
    ),
    method(
      `Date date${suffix}()`,
      (run, self: ApexDatetime) =>
        new ApexDate(Math.floor(localMs(self.epochMs, zone(run)) / 86_400_000)),
    ),
    method(
      `Time time${suffix}()`,
      (run, self: ApexDatetime) => new ApexTime(localMs(self.epochMs, zone(run))),
    ),
    method(
      `String format${suffix === '' ? '' : 'Gmt'}(String pattern)`,
      (run, self: ApexDatetime, pattern: string) =>
        patternedDate(run, self.epochMs, zone(run), pattern),
    ),
  ];
});

const moved = (name: string, ms: number) =>
  method(
    `Datetime ${name}(Integer amount)`,
    (_run, self: ApexDatetime, amount: number) => new ApexDatetime(self.epochMs + amount * ms),
  );

/** System.Datetime; days, months and years are added on the wall clock of GMT, in which Apex keeps it. */
export const datetimeType: NativeType = nativeType('System.Datetime', [
  ...makers,
  ...parts,
  staticMethod(
    'Datetime newInstance(Long milliseconds)',
    (_run, ms: bigint) => new ApexDatetime(Number(ms)),
  ),
  staticMethod('Datetime now()', (run) => new ApexDatetime(run.nowMs())),
  staticMethod('Datetime valueOf(String text)', (run, text: string) =>
    made(run, userZone, parsedLocal(run, text)),
  ),
  staticMethod('Datetime valueOfGmt(String text)', (run, text: string) =>
    made(run, gmt, parsedLocal(run, text)),
  ),
  staticMethod('Datetime valueOf(Object value)', (run, value: ApexValue) => {
    if (value instanceof ApexDatetime) return value;
    if (value instanceof ApexDate) return made(run, userZone, value.epochMs);
    throw run.exception('TypeException', 'Invalid conversion to Datetime');
  }),
  staticMethod('Datetime parse(String text)', (run, text: string) =>
    made(run, userZone, parsedEnglish(run, text)),
  ),
  moved('addDays', 86_400_000),
  moved('addHours', 3_600_000),
  moved('addMinutes', 60_000),
  moved('addSeconds', 1000),
  method('Datetime addMonths(Integer months)', (_run, self: ApexDatetime, months: number) =>
    plusMonths(self, months),
  ),
  method('Datetime addYears(Integer years)', (_run, self: ApexDatetime, years: number) =>
    plusMonths(self, years * 12),
  ),
  method('String format()', (run, self: ApexDatetime) =>
    patternedDate(run, self.epochMs, run.timeZone, 'M/d/yyyy, h:mm a'),
  ),
  method(
    'String format(String pattern, String timeZone)',
    (run, self: ApexDatetime, pattern: string, zone: string) =>
      // Java falls back to GMT for a zone it doesn't know.
      patternedDate(run, self.epochMs, isTimeZone(zone) ? zone : 'GMT', pattern),
  ),
  method('String formatLong()', (run, self: ApexDatetime) =>
    patternedDate(run, self.epochMs, run.timeZone, 'M/d/yyyy, h:mm:ss a z'),
  ),
  method('Long getTime()', (_run, self: ApexDatetime) => BigInt(self.epochMs)),
  method('Boolean isSameDay(Datetime other)', (run, self: ApexDatetime, other: ApexDatetime) =>
    dayAt(run, self.epochMs).equals(dayAt(run, other.epochMs)),
  ),
  method('Boolean equals(Object other)', (_run, self: ApexDatetime, other: ApexValue) =>
    self.equals(other),
  ),
  method('Integer hashCode()', (_run, self: ApexDatetime) => int32(BigInt(self.epochMs))),
]);

function made(run: NativeRun, zone: Zone, wallMs: number): ApexDatetime {
  return new ApexDatetime(momentOfLocal(wallMs, zone(run)));
}

function plusMonths(self: ApexDatetime, months: number): ApexDatetime {
  const day = new ApexDate(Math.floor(self.epochMs / 86_400_000));
  return new ApexDatetime(self.epochMs - day.epochMs + day.plusMonths(months).epochMs);
}

/** `2026-11-24 10:00:00` as a wall clock. */
function parsedLocal(run: NativeRun, text: string): number {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(text);
  if (!match) throw run.exception('TypeException', `Invalid date/time: ${text}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number);
  return utcMs(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** `11/24/2026, 10:00 AM`: the locale en_US. */
function parsedEnglish(run: NativeRun, text: string): number {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2}) ([AP])M$/.exec(text);
  if (!match) throw run.exception('TypeException', `Invalid date/time: ${text}`);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = match.slice(1, 6).map(Number);
  const hours = (hour % 12) + (match[6] === 'P' ? 12 : 0);
  return utcMs(year, month, day) + (hours * 60 + minute) * 60_000;
}
