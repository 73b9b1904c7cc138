import { describe, expect, it } from 'vitest';
import { isDailyStart, nextStart, startDelayMs } from '../../src/domain/daily-schedule.ts';

/** Starts of the run as UTC text, from the instant on. */
function starts(dailyStart: string, timeZone: string, after: string, count: number): string[] {
  const found: string[] = [];
  let instant = new Date(after);
  while (found.length < count) {
    instant = nextStart({ dailyStart, timeZone }, instant);
    found.push(instant.toISOString().slice(0, 16));
  }
  return found;
}

describe('The next daily start', () => {
  it('is today where the time is still to come, and tomorrow from the very minute on', () => {
    const at = { dailyStart: '23:30', timeZone: 'UTC' };
    const start = new Date('2026-11-24T23:30:00Z');
    expect(nextStart(at, new Date('2026-11-24T23:29:59.999Z'))).toEqual(start);
    expect(nextStart(at, start)).toEqual(new Date('2026-11-25T23:30:00Z'));
  });

  // The days on which clocks change are those of the IANA time zone database.
  it.each([
    // 02:00 became 03:00 at 01:00 UTC: there is no 02:30, the run starts at 03:00.
    [
      '02:30',
      'Europe/Berlin',
      '2026-03-28T00:00Z',
      ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    // 03:00 became 02:00 at 01:00 UTC: 02:30 comes twice, the run once.
    ['02:30', 'Europe/Berlin', '2026-10-24T12:00Z', ['2026-10-25T00:30', '2026-10-26T01:30']],
    ['02:50', 'Europe/Berlin', '2026-10-24T12:00Z', ['2026-10-25T00:50', '2026-10-26T01:50']],
    ['23:30', 'America/New_York', '2026-03-07T12:00Z', ['2026-03-08T04:30', '2026-03-09T03:30']],
    // Half an hour only: 02:00 becomes 02:30.
    ['02:15', 'Australia/Lord_Howe', '2026-10-02T20:00Z', ['2026-10-03T15:30', '2026-10-04T15:15']],
    // At midnight: 2026-04-24 begins at 01:00.
    ['00:00', 'Africa/Cairo', '2026-04-23T00:00Z', ['2026-04-23T22:00', '2026-04-24T21:00']],
    ['00:05', 'Pacific/Kiritimati', '2026-11-24T00:00Z', ['2026-11-24T10:05', '2026-11-25T10:05']],
    ['23:55', 'Etc/GMT+12', '2026-11-24T00:00Z', ['2026-11-24T11:55', '2026-11-25T11:55']],
    // Samoa left out 2011-12-30 altogether, when it went over the date line at 10:00 UTC.
    [
      '12:00',
      'Pacific/Apia',
      '2011-12-29T00:00Z',
      ['2011-12-29T22:00', '2011-12-30T10:00', '2011-12-30T22:00'],
    ],
  ])('of %s in %s after %s', (dailyStart, timeZone, after, expected) => {
    expect(starts(dailyStart, timeZone, after, expected.length)).toEqual(expected);
  });

  it('comes once for each day of a year, wherever and whenever', () => {
    for (const timeZone of [
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ])
      for (const dailyStart of ['00:00', '01:59', '02:30', '23:59']) {
        const year = starts(dailyStart, timeZone, '2026-01-01T12:00Z', 365).map((each) =>
          Date.parse(`${each}Z`),
        );
        const hours = year.slice(1).map((each, index) => (each - (year[index] ?? 0)) / 3_600_000);
        expect(Math.min(...hours), `${dailyStart} ${timeZone}`).toBeGreaterThanOrEqual(23);
        expect(Math.max(...hours), `${dailyStart} ${timeZone}`).toBeLessThanOrEqual(25);
      }
  });

  it('keeps a delay behind the time, so that one start is neither lost nor doubled by it', () => {
    const at = { dailyStart: '23:50', timeZone: 'UTC' };
    const delayMs = 20 * 60_000;
    const start = new Date('2026-11-25T00:10:00Z');
    expect(nextStart(at, new Date('2026-11-24T23:55:00Z'), delayMs)).toEqual(start);
    expect(nextStart(at, new Date('2026-11-25T00:05:00Z'), delayMs)).toEqual(start);
    expect(nextStart(at, start, delayMs)).toEqual(new Date('2026-11-26T00:10:00Z'));
  });
});

describe('The delay of an organization', () => {
  it('is the same each day and whichever way its id is written', () => {
    expect(startDelayMs('00D000000000001AAA', 900_000)).toBe(
      startDelayMs('00D000000000001', 900_000),
    );
  });

  it('spreads a thousand organizations over the time, and is none where none is wanted', () => {
    const ids = Array.from(
      { length: 1_000 },
      (_, index) => `00D${String(index).padStart(12, '0')}`,
    );
    const quarters = [0, 0, 0, 0];
    for (const id of ids) {
      const quarter = Math.floor(startDelayMs(id, 900_000) / 225_000);
      quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    }
    expect(quarters).toHaveLength(4);
    for (const count of quarters) expect(count).toBeGreaterThan(150);
    expect(startDelayMs(ids[7] ?? '', 0)).toBe(0);
  });
});

it('takes HH:MM for a daily start and nothing else', () => {
  for (const text of ['00:00', '09:05', '23:59']) expect(isDailyStart(text)).toBe(true);
  for (const text of ['24:00', '9:05', '12:60', '', '12:00 ', '12:00:00'])
    expect(isDailyStart(text)).toBe(false);
});
