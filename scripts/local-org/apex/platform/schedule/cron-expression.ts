import { dayRule, type DayRule } from './cron-days.ts';
import { CronError, cronNumbers, cronRanges } from './cron-field.ts';

/**
 * `Seconds Minutes Hours Day_of_month Month Day_of_week Optional_year`, as `System.schedule` takes it. Our own reader,
 * because the libraries at hand count weekdays from 0 and accept `* * *` for the days, which Salesforce refuses.
 */
export interface CronExpression {
  /** The first moment after the given one that fits, read in the time zone; null when there is none left. */
  next(after: Date, timeZone: string): Date | null;
}

type SixPlaces = readonly [string, string, string, string, string, string];

function sixPlaces([a = '', b = '', c = '', d = '', e = '', f = '']: readonly string[]): SixPlaces {
  return [a, b, c, d, e, f];
}

interface Times {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
}

/** Reads the expression. Throws `CronError`; Apex code may not run a job more often than once an hour. */
export function cronExpression(text: string): CronExpression {
  const places = text.trim().toUpperCase().split(/\s+/);
  if (places.length < 6) throw new CronError('Unexpected end of expression.');
  if (places.length > 7) throw new CronError(`Unexpected text after the year: ${places[7] ?? ''}`);
  const [seconds, minutes, hours, dayOfMonth, month, dayOfWeek] = sixPlaces(places);
  const times = {
    seconds: single(seconds, cronRanges.seconds),
    minutes: single(minutes, cronRanges.minutes),
    hours: sorted(cronNumbers(hours, cronRanges.hours)),
  };
  const months = cronNumbers(month, cronRanges.month);
  const years = cronNumbers(places[6] ?? '*', cronRanges.year);
  const isDay = dayRule(dayOfMonth, dayOfWeek);
  const fits: DayRule = (year, monthNumber, day) =>
    years.has(year) && months.has(monthNumber) && isDay(year, monthNumber, day);
  return { next: (after, timeZone) => nextMoment({ times, fits }, after, timeZone) };
}

/** Seconds and minutes "must be integers" in Salesforce's form: no job runs more than once an hour. */
function single(text: string, range: typeof cronRanges.seconds | typeof cronRanges.minutes) {
  const numbers = sorted(cronNumbers(text, range));
  if (numbers.length !== 1) {
    throw new CronError(`${range.name} must be a whole number: ${text}`);
  }
  return numbers;
}

function sorted(numbers: ReadonlySet<number>): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

const dayMs = 86_400_000;
/** The longest gap of any expression: 29 February of a year that isn't divisible by 400. */
const searchedDays = 366 * 9;

function nextMoment(
  { times, fits }: { readonly times: Times; readonly fits: DayRule },
  after: Date,
  timeZone: string,
): Date | null {
  const start = localDay(after, timeZone);
  for (let offset = 0; offset <= searchedDays; offset++) {
    const day = new Date(start + offset * dayMs);
    if (!fits(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())) continue;
    const moments = momentsOf(day, times, timeZone);
    const next = moments.find((moment) => moment.getTime() > after.getTime());
    if (next) return next;
  }
  return null;
}

function momentsOf(day: Date, { seconds, minutes, hours }: Times, timeZone: string): Date[] {
  const minute = minutes[0] ?? 0;
  const second = seconds[0] ?? 0;
  return hours
    .map((hour) => {
      const local = day.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
      return new Date(
        local - offsetMs(new Date(local - offsetMs(new Date(local), timeZone)), timeZone),
      );
    })
    .sort((a, b) => a.getTime() - b.getTime());
}

/** Midnight of the day it is in the time zone, written as if the zone were UTC. */
function localDay(moment: Date, timeZone: string): number {
  const local = moment.getTime() + offsetMs(moment, timeZone);
  return Math.floor(local / dayMs) * dayMs;
}

/** How far the zone's clocks are ahead of UTC. */
function offsetMs(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return local - Math.floor(moment.getTime() / 1000) * 1000;
}
