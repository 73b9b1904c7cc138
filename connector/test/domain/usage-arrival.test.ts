import { describe, expect, it } from 'vitest';
import { arrivedUntil, surelyUnused } from '../../src/domain/usage-arrival.ts';
import type { UsageDataType, UsageFile } from '../../src/domain/usage-file.ts';

function file(dataType: UsageDataType, start: string, end: string): UsageFile {
  return { dataType, period: { start, end }, availableSince: null };
}

describe('the days whose data would have come by now', () => {
  it.each([
    ['PackageUsageLog', '2026-11-26T00:00:00Z', '2026-11-22'],
    ['PackageUsageLog', '2026-11-25T23:59:59Z', '2026-11-21'],
    ['SubscriberSnapshot', '2026-11-26T00:00:00Z', '2026-11-22'],
    ['PackageUsageSummary', '2026-11-08T00:00:00Z', '2026-10-31'],
    ['PackageUsageSummary', '2026-11-07T23:59:59Z', '2026-10-30'],
  ] as const)('of %s at %s end with %s', (dataType, at, until) => {
    expect(arrivedUntil(dataType, new Date(at))).toBe(until);
  });
});

describe('what a file without rows says was not used', () => {
  const at = new Date('2026-11-26T00:00:00Z');

  it('is all of it once its data would have come', () => {
    const whole = file('PackageUsageLog', '2026-11-16', '2026-11-22');
    expect(surelyUnused(whole, at)).toBe(whole);
  });

  it('is the older days, or nothing, before that', () => {
    expect(surelyUnused(file('PackageUsageLog', '2026-11-20', '2026-11-24'), at)).toEqual(
      file('PackageUsageLog', '2026-11-20', '2026-11-22'),
    );
    expect(surelyUnused(file('PackageUsageLog', '2026-11-23', '2026-11-24'), at)).toBeUndefined();
  });

  it('is whole months of a summary', () => {
    const months = file('PackageUsageSummary', '2026-08-01', '2026-10-31');
    expect(surelyUnused(months, new Date('2026-11-08T00:00:00Z'))).toBe(months);
    expect(surelyUnused(months, new Date('2026-11-07T00:00:00Z'))).toEqual(
      file('PackageUsageSummary', '2026-08-01', '2026-09-30'),
    );
    const newest = file('PackageUsageSummary', '2026-10-01', '2026-10-31');
    expect(surelyUnused(newest, new Date('2026-11-03T00:00:00Z'))).toBeUndefined();
  });
});
