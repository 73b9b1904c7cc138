import { describe, expect, it } from 'vitest';
import { cronExpression } from '../../platform/schedule/cron-expression.ts';

const next = (text: string, after: string, timeZone = 'UTC') =>
  cronExpression(text).next(new Date(after), timeZone)?.toISOString() ?? null;

/** The examples of the documentation of System.schedule, with the moments their descriptions mean. */
describe('A cron expression of the documentation', () => {
  it.each([
    ['0 0 13 * * ?', 'every day at 1 PM', '2026-11-24T13:00:00Z', '2026-11-25T13:00:00.000Z'],
    [
      '0 0 22 ? * 6L',
      'the last Friday of every month at 10 PM',
      '2026-11-24T10:00:00Z',
      '2026-11-27T22:00:00.000Z',
    ],
    [
      '0 0 10 ? * MON-FRI',
      'Monday through Friday at 10 AM',
      '2026-11-27T10:00:00Z',
      '2026-11-30T10:00:00.000Z',
    ],
    [
      '0 0 20 * * ? 2010',
      'every day at 8 PM during the year 2010',
      '2009-11-24T10:00:00Z',
      '2010-01-01T20:00:00.000Z',
    ],
  ])('%s means %s', (text, _meaning, after, expected) => {
    expect(next(text, after)).toBe(expected);
  });

  it('of a year that is over never runs again', () => {
    expect(next('0 0 20 * * ? 2010', '2026-11-24T10:00:00Z')).toBeNull();
  });
});

describe('A cron expression', () => {
  it.each([
    ['0 30 23 * * ?', '2026-11-24T23:29:59Z', '2026-11-24T23:30:00.000Z'],
    ['0 30 23 * * ?', '2026-11-24T23:30:00Z', '2026-11-25T23:30:00.000Z'],
    ['0 15 * * * ?', '2026-11-24T10:15:00Z', '2026-11-24T11:15:00.000Z'],
    ['0 0 0/6 * * ?', '2026-11-24T13:00:00Z', '2026-11-24T18:00:00.000Z'],
    ['0 0 22-2 * * ?', '2026-11-24T23:30:00Z', '2026-11-25T00:00:00.000Z'],
    ['0 0 8 L * ?', '2026-02-01T00:00:00Z', '2026-02-28T08:00:00.000Z'],
    ['0 0 8 LW * ?', '2026-02-01T00:00:00Z', '2026-02-27T08:00:00.000Z'],
    // 15 November 2026 is a Sunday, 1 August 2026 a Saturday: the nearest weekday stays in the month.
    ['0 0 8 15W 11 ?', '2026-11-01T00:00:00Z', '2026-11-16T08:00:00.000Z'],
    ['0 0 8 1W 8 ?', '2026-07-01T00:00:00Z', '2026-08-03T08:00:00.000Z'],
    ['0 0 8 ? * 2#1', '2026-11-03T00:00:00Z', '2026-12-07T08:00:00.000Z'],
    ['0 0 8 ? * SUN', '2026-11-24T00:00:00Z', '2026-11-29T08:00:00.000Z'],
    ['0 0 8 ? * 1', '2026-11-24T00:00:00Z', '2026-11-29T08:00:00.000Z'],
    ['0 0 8 29 2 ?', '2026-03-01T00:00:00Z', '2028-02-29T08:00:00.000Z'],
    ['0 0 8 1 JAN,JUL ?', '2026-01-01T08:00:00Z', '2026-07-01T08:00:00.000Z'],
  ])('%s after %s fires at %s', (text, after, expected) => {
    expect(next(text, after)).toBe(expected);
  });

  it('is read in the time zone, on both sides of a change of the clocks', () => {
    expect(next('0 0 9 * * ?', '2026-10-24T12:00:00Z', 'Europe/Berlin')).toBe(
      '2026-10-25T08:00:00.000Z',
    );
    expect(next('0 0 9 * * ?', '2026-10-23T12:00:00Z', 'Europe/Berlin')).toBe(
      '2026-10-24T07:00:00.000Z',
    );
    expect(next('0 0 1 * * ?', '2026-11-24T23:30:00Z', 'Asia/Tokyo')).toBe(
      '2026-11-25T16:00:00.000Z',
    );
  });

  it.each([
    ['0 0 13 * *', 'Unexpected end of expression.'],
    ['0 0 25 * * ?', 'Hours values must be between 0 and 23'],
    ['0 60 1 * * ?', 'Minutes values must be between 0 and 59'],
    [
      '0 0 13 * * *',
      'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.',
    ],
    ['0 0 13 ? * ?', "'?' can only be specified for Day-of-Month -OR- Day-of-Week."],
    ['0 0/5 * * * ?', 'Minutes must be a whole number: 0/5'],
    ['0 0 8 ? * 2#6', "A numeric value between 1 and 5 must follow the '#' option"],
    ['0 0 8 ? * 8', 'Day of week values must be between 1 and 7'],
    ['0 0 8 ? FOO 2', "Illegal characters for this position: 'FOO' (Month)"],
  ])('%s is refused', (text, problem) => {
    expect(() => cronExpression(text)).toThrow(problem);
  });
});
