import { describe, expect, it } from 'vitest';
import { dayList } from '../../../../src/adapters/analytics/storage/coverage.ts';

describe('a list of days', () => {
  it('shortens runs and stops after a few', () => {
    expect(dayList([])).toBe('');
    expect(dayList(['2026-10-03', '2026-10-30', '2026-10-31', '2026-11-01'])).toBe(
      '2026-10-03, 2026-10-30 to 2026-11-01',
    );
    const everyOther = ['01', '03', '05', '07', '09', '11'].map((day) => `2026-10-${day}`);
    expect(dayList(everyOther)).toBe(
      '2026-10-01, 2026-10-03, 2026-10-05, 2026-10-07, 2026-10-09 …',
    );
  });
});
