import { describe, expect, it } from 'vitest';
import { renewalOverride, seatOverride } from '../../src/domain/override.ts';

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
    ['2027-01-31T23:30:00.000+0000', { state: 'set', value: '2027-01-31' }],
    [null, { state: 'blank' }],
    ['2027-02-30', { state: 'invalid', problem: '"2027-02-30" is not a date' }],
    ['soon', { state: 'invalid', problem: '"soon" is not a date' }],
    [20270131, { state: 'invalid', problem: '"20270131" is not a date' }],
  ])('of %s', (value, expected) => {
    expect(renewalOverride(value)).toEqual(expected);
  });
});
