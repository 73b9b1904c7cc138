import { describe, expect, it } from 'vitest';
import { csvValue, javaDouble } from '../../../api/bulk/csv-value.ts';

describe('csvValue', () => {
  it.each([
    [null, 'double', ''],
    [0, 'double', '0.0'],
    [25, 'double', '25.0'],
    [25, 'int', '25'],
    [12345678, 'currency', '1.2345678E7'],
    [12345678, 'int', '12345678'],
    [true, 'boolean', 'true'],
    ['2026-11-24', 'date', '2026-11-24'],
    ['2026-11-24T10:00:00.000+0000', 'datetime', '2026-11-24T10:00:00.000Z'],
    ['ends with +0000', 'string', 'ends with +0000'],
  ] as const)('writes %j of type %s as %j', (value, type, text) => {
    expect(csvValue(value, type)).toBe(text);
  });
});

describe('javaDouble', () => {
  // The right-hand sides are what Java's Double.toString prints.
  it.each([
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [9999999, '9999999.0'],
    [1e7, '1.0E7'],
    [-12345678.9, '-1.23456789E7'],
    [0.5, '0.5'],
    [1e21, '1.0E21'],
  ])('prints %d as %s', (value, text) => {
    expect(javaDouble(value)).toBe(text);
  });
});
