import { describe, expect, it } from 'vitest';
import { daysOfMonth, isoDate, monthBefore, monthOf, utcDay, weekday } from '../utc-day.ts';

describe('utcDay', () => {
  it.each(['1970-01-01', '2024-02-29', '2026-11-24', '1969-12-31'])(
    'reads and prints %s',
    (date) => {
      expect(isoDate(utcDay(date))).toBe(date);
    },
  );

  it.each(['2026-02-30', '2026-11', '24.11.2026', '', '2026-11-24T00:00:00Z'])(
    'refuses "%s"',
    (text) => {
      expect(() => utcDay(text)).toThrow('is not a date');
    },
  );
});

describe('weekday', () => {
  it('knows that 24 November 2026 is a Tuesday and the last day of 1969 was a Wednesday', () => {
    expect(weekday(utcDay('2026-11-24'))).toBe(2);
    expect(weekday(utcDay('1969-12-31'))).toBe(3);
  });
});

describe('months', () => {
  it('go back over the turn of a year', () => {
    expect(monthBefore('2026-01', 1)).toBe('2025-12');
    expect(monthBefore('2026-03', 15)).toBe('2024-12');
    expect(monthOf(utcDay('2026-12-31'))).toBe('2026-12');
  });

  it('have as many days as the calendar says', () => {
    const lengths = ['2024-02', '2026-02', '2026-12', '2026-11'].map((month) => {
      const { first, end } = daysOfMonth(month);
      return end - first;
    });
    expect(lengths).toEqual([29, 28, 31, 30]);
  });
});
