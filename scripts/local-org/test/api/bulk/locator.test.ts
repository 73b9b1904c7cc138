import { describe, expect, it } from 'vitest';
import { locatorOf, rowOfLocator } from '../../../api/bulk/locator.ts';

describe('a locator', () => {
  it('has the form of the documented example', () => {
    expect(locatorOf(10_000)).toBe('MTAwMDA');
  });

  it('leads back to its row', () => {
    expect([0, 1, 99_999, 1_000_000].map((row) => rowOfLocator(locatorOf(row)))).toEqual([
      0, 1, 99_999, 1_000_000,
    ]);
  });

  it.each(['', 'null', 'abc', '-1'])('is none when it says %j', (text) => {
    expect(rowOfLocator(text)).toBeNull();
  });
});
