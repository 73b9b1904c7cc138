import { describe, expect, it } from 'vitest';
import { candidatePeriods, daysOf, latestCompleteDay } from '../../src/domain/period.ts';

/** Tuesday; the logs of Sunday the 22nd are complete, those of Monday the 23rd are not before 23:00. */
const now = new Date('2026-11-24T04:00:00Z');

describe('the newest day with complete data', () => {
  it.each([
    ['2026-11-24T04:00:00Z', '2026-11-22'],
    ['2026-11-24T22:59:59Z', '2026-11-22'],
    ['2026-11-24T23:00:00Z', '2026-11-23'],
    ['2026-12-01T23:00:00Z', '2026-11-30'],
  ])('at %s is %s', (instant, day) => {
    expect(latestCompleteDay(new Date(instant))).toBe(day);
  });
});

describe('the calendar periods of a measure', () => {
  it('for MAU are last month and the two before, never the month that is running', () => {
    expect(candidatePeriods('mau', 'calendar', now)).toEqual([
      { start: '2026-10-01', end: '2026-10-31' },
      { start: '2026-09-01', end: '2026-09-30' },
      { start: '2026-08-01', end: '2026-08-31' },
    ]);
  });

  it('for MAU wait for the last day of a month to be complete', () => {
    const first = candidatePeriods('mau', 'calendar', new Date('2026-12-01T22:00:00Z'));
    expect(first[0]).toEqual({ start: '2026-10-01', end: '2026-10-31' });
    const hourLater = candidatePeriods('mau', 'calendar', new Date('2026-12-01T23:00:00Z'));
    expect(hourLater[0]).toEqual({ start: '2026-11-01', end: '2026-11-30' });
  });

  it('for WAU are the ISO week that ended and the one before', () => {
    expect(candidatePeriods('wau', 'calendar', now)).toEqual([
      { start: '2026-11-16', end: '2026-11-22' },
      { start: '2026-11-09', end: '2026-11-15' },
    ]);
    expect(candidatePeriods('wau', 'calendar', new Date('2026-11-23T12:00:00Z'))[0]?.end).toBe(
      '2026-11-15',
    );
  });

  it('for DAU are single days, seven days old at most', () => {
    const days = candidatePeriods('dau', 'calendar', now);
    expect(days[0]).toEqual({ start: '2026-11-22', end: '2026-11-22' });
    expect(days.at(-1)).toEqual({ start: '2026-11-15', end: '2026-11-15' });
  });
});

describe('the rolling periods of a measure', () => {
  it.each([
    ['mau', '2026-10-24'],
    ['wau', '2026-11-16'],
    ['dau', '2026-11-22'],
  ] as const)('for %s end on the newest complete day', (measure, start) => {
    expect(candidatePeriods(measure, 'rolling', now)[0]).toEqual({ start, end: '2026-11-22' });
  });
});

describe('the days of a period', () => {
  it('include both ends and a leap day', () => {
    expect(daysOf({ start: '2028-02-28', end: '2028-03-01' })).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
  });
});
