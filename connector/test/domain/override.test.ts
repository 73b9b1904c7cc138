import { describe, expect, it } from 'vitest';
import { renewalOverride, seatOverride } from '../../src/domain/override.ts';

const losAngeles = 'America/Los_Angeles';

describe('a seat override', () => {
  it.each([
    [0, { state: 'set', value: 0 }],
    [25.0, { state: 'set', value: 25 }],
    [null, { state: 'blank' }],
    [undefined, { state: 'blank' }],
    ['', { state: 'blank' }],
    [-1, { state: 'invalid', problem: '-1 is negative' }],
    [12.5, { state: 'invalid', problem: '12.5 is not a whole number' }],
    [Number.NaN, { state: 'invalid', problem: 'NaN is not a whole number' }],
    ['25', { state: 'invalid', problem: '"25" is not a number' }],
    [true, { state: 'invalid', problem: '"true" is not a number' }],
  ])('of %s', (value, expected) => {
    expect(seatOverride(value)).toEqual(expected);
  });
});

describe('a renewal override', () => {
  it.each([
    ['2027-01-31', { state: 'set', value: '2027-01-31' }],
    [null, { state: 'blank' }],
    [undefined, { state: 'blank' }],
    ['', { state: 'blank' }],
    [20270131, { state: 'invalid', problem: '"20270131" is not a date' }],
  ])('of %s', (value, expected) => {
    expect(renewalOverride(value, losAngeles)).toEqual(expected);
  });

  it.each([
    ['in winter, before midnight', '2027-01-01T07:59:59.000+0000', losAngeles, '2026-12-31'],
    ['in winter, at midnight', '2027-01-01T08:00:00.000+0000', losAngeles, '2027-01-01'],
    ['in summer, before midnight', '2027-07-01T06:59:59.000+0000', losAngeles, '2027-06-30'],
    ['in summer, at midnight', '2027-07-01T07:00:00.000+0000', losAngeles, '2027-07-01'],
    ['as the last day of summer time starts', '2027-11-07T07:00:00.000Z', losAngeles, '2027-11-07'],
    ['as that day, an hour longer, ends', '2027-11-08T07:59:59.000Z', losAngeles, '2027-11-07'],
    ['east of Greenwich', '2026-12-31T10:00:00.000+0000', 'Pacific/Kiritimati', '2027-01-01'],
    ['in UTC', '2027-01-31T23:30:00.000+0000', 'UTC', '2027-01-31'],
    ['written with an offset', '2026-12-31T17:00:00.000-08:00', losAngeles, '2026-12-31'],
  ])('from a date/time is the day of the org: %s', (_, value, timeZone, expected) => {
    expect(renewalOverride(value, timeZone)).toEqual({ state: 'set', value: expected });
  });

  it.each([
    '2027-02-30',
    'soon',
    '2027-02-30T12:00:00.000Z',
    '2027-01-31T25:00:00.000Z',
    '2027-01-31T12:00:00',
  ])('is refused where it is no day or no moment: %s', (value) => {
    const problem = `"${value}" is not a date`;
    expect(renewalOverride(value, losAngeles)).toEqual({ state: 'invalid', problem });
  });

  it.each([losAngeles, 'Pacific/Kiritimati'])(
    'from a date is that date, whatever the zone: %s',
    (timeZone) => {
      expect(renewalOverride('2027-01-01', timeZone)).toEqual({
        state: 'set',
        value: '2027-01-01',
      });
    },
  );
});
