import { CronError, cronNumber, cronNumbers, cronRanges } from './cron-field.ts';

/** Whether a day of the calendar (month 1 to 12) is meant. */
export type DayRule = (year: number, month: number, day: number) => boolean;

/**
 * The days that `Day_of_month` and `Day_of_week` mean together. One of the two has to be `?`; without it Salesforce
 * refuses the expression, in the words of the scheduler it is built on, Quartz. Throws `CronError`.
 */
export function dayRule(dayOfMonth: string, dayOfWeek: string): DayRule {
  if (dayOfMonth === '?' && dayOfWeek === '?') {
    throw new CronError("'?' can only be specified for Day-of-Month -OR- Day-of-Week.");
  }
  if (dayOfWeek === '?') return monthDayRule(dayOfMonth);
  if (dayOfMonth === '?') return weekdayRule(dayOfWeek);
  throw new CronError(
    'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.',
  );
}

function monthDayRule(text: string): DayRule {
  if (text === 'L') return (year, month, day) => day === lastDay(year, month);
  if (text === 'LW') return (year, month, day) => day === nearestWeekday(year, month, 31);
  const nearest = /^(\d{1,2})W$/.exec(text)?.[1];
  if (nearest !== undefined) {
    const target = cronNumber(nearest, cronRanges.dayOfMonth);
    return (year, month, day) => day === nearestWeekday(year, month, target);
  }
  const days = cronNumbers(text, cronRanges.dayOfMonth);
  return (_year, _month, day) => days.has(day);
}

function weekdayRule(text: string): DayRule {
  if (text === 'L') return (year, month, day) => weekday(year, month, day) === 7;
  const last = /^(\w+)L$/.exec(text)?.[1];
  if (last !== undefined) {
    const target = cronNumber(last, cronRanges.dayOfWeek);
    return (year, month, day) =>
      weekday(year, month, day) === target && day + 7 > lastDay(year, month);
  }
  const [dayText, nthText] = text.split('#');
  if (dayText !== undefined && nthText !== undefined) {
    const target = cronNumber(dayText, cronRanges.dayOfWeek);
    const nth = Number(nthText);
    if (!/^[1-5]$/.test(nthText)) {
      throw new CronError("A numeric value between 1 and 5 must follow the '#' option");
    }
    return (year, month, day) => weekday(year, month, day) === target && Math.ceil(day / 7) === nth;
  }
  const days = cronNumbers(text, cronRanges.dayOfWeek);
  return (year, month, day) => days.has(weekday(year, month, day));
}

/** 1 is Sunday. */
function weekday(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Monday to Friday next to the day, without leaving the month. */
function nearestWeekday(year: number, month: number, wanted: number): number {
  const last = lastDay(year, month);
  const day = Math.min(wanted, last);
  const name = weekday(year, month, day);
  if (name === 7) return day === 1 ? 3 : day - 1;
  if (name === 1) return day === last ? day - 2 : day + 1;
  return day;
}
