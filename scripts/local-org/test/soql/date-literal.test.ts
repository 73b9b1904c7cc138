import { describe, expect, it } from 'vitest';
import { dayRange } from '../../soql/date-literal.ts';
import { dayIn, startOfDay } from '../../soql/time-zone.ts';

/** Today is Tuesday 2026-11-24. Worked out with a calendar from "Date Formats and Date Literals in WHERE". */
const cases: readonly (readonly [literal: string, first: string, last: string])[] = [
  ['YESTERDAY', '2026-11-23', '2026-11-23'],
  ['TODAY', '2026-11-24', '2026-11-24'],
  ['TOMORROW', '2026-11-25', '2026-11-25'],
  ['LAST_WEEK', '2026-11-15', '2026-11-21'],
  ['THIS_WEEK', '2026-11-22', '2026-11-28'],
  ['NEXT_WEEK', '2026-11-29', '2026-12-05'],
  ['LAST_MONTH', '2026-10-01', '2026-10-31'],
  ['THIS_MONTH', '2026-11-01', '2026-11-30'],
  ['NEXT_MONTH', '2026-12-01', '2026-12-31'],
  ['LAST_90_DAYS', '2026-08-26', '2026-11-24'],
  ['NEXT_90_DAYS', '2026-11-25', '2027-02-22'],
  ['THIS_QUARTER', '2026-10-01', '2026-12-31'],
  ['LAST_QUARTER', '2026-07-01', '2026-09-30'],
  ['NEXT_QUARTER', '2027-01-01', '2027-03-31'],
  ['THIS_YEAR', '2026-01-01', '2026-12-31'],
  ['LAST_YEAR', '2025-01-01', '2025-12-31'],
  ['NEXT_YEAR', '2027-01-01', '2027-12-31'],
  ['THIS_FISCAL_YEAR', '2026-01-01', '2026-12-31'],
  ['LAST_N_DAYS:1', '2026-11-23', '2026-11-24'],
  ['LAST_N_DAYS:30', '2026-10-25', '2026-11-24'],
  ['NEXT_N_DAYS:2', '2026-11-25', '2026-11-26'],
  ['N_DAYS_AGO:3', '2026-11-21', '2026-11-21'],
  ['LAST_N_WEEKS:2', '2026-11-08', '2026-11-21'],
  ['NEXT_N_WEEKS:1', '2026-11-29', '2026-12-05'],
  ['N_WEEKS_AGO:1', '2026-11-15', '2026-11-21'],
  ['LAST_N_MONTHS:2', '2026-09-01', '2026-10-31'],
  ['NEXT_N_MONTHS:2', '2026-12-01', '2027-01-31'],
  ['N_MONTHS_AGO:11', '2025-12-01', '2025-12-31'],
  ['LAST_N_QUARTERS:4', '2025-10-01', '2026-09-30'],
  ['N_QUARTERS_AGO:1', '2026-07-01', '2026-09-30'],
  ['LAST_N_YEARS:2', '2024-01-01', '2025-12-31'],
  ['NEXT_N_FISCAL_QUARTERS:1', '2027-01-01', '2027-03-31'],
  ['last_n_days:0', '2026-11-24', '2026-11-24'],
];

describe('A date literal', () => {
  it.each(cases)('%s is %s to %s', (literal, first, last) => {
    const { from, until } = dayRange(literal, '2026-11-24');
    const before = new Date(new Date(`${until}T00:00:00Z`).getTime() - 86_400_000);
    expect([from, before.toISOString().slice(0, 10)]).toEqual([first, last]);
  });

  it('that is unknown is named', () => {
    expect(() => dayRange('NEXT_DECADE', '2026-11-24')).toThrow(
      'does not support the date literal NEXT_DECADE',
    );
  });
});

describe("A user's day", () => {
  const moment = new Date('2026-11-24T03:30:00Z');
  it.each([
    ['UTC', '2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['America/New_York', '2026-11-23', '2026-11-23T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-24', '2026-11-23T18:30:00.000Z'],
  ])('in %s is %s and begins at %s', (zone, day, start) => {
    expect(dayIn(zone, moment)).toBe(day);
    expect(startOfDay(zone, day).toISOString()).toBe(start);
  });

  it.each([
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ])('%s begins at %s in Zurich, clock changes included', (day, start) => {
    expect(startOfDay('Europe/Zurich', day).toISOString()).toBe(start);
  });
});
