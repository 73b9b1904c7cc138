import { describe, expect, it } from 'vitest';
import { deliveredName } from '../../../../src/adapters/analytics/intake/delivered-name.ts';

const log = 'PackageUsageLog';

describe('the name of a delivered file', () => {
  it.each([
    ['PackageUsageLog_2026-11-22.csv.gz', log, '2026-11-22', '2026-11-22'],
    ['packageusagelog_2026-11-22.CSV', log, '2026-11-22', '2026-11-22'],
    ['PackageUsageLog_2026-11-01_2026-11-07.csv', log, '2026-11-01', '2026-11-07'],
    ['PackageUsageLog_2026-02.parquet', log, '2026-02-01', '2026-02-28'],
    ['PackageUsageLog_2026-10_2026-11.csv', log, '2026-10-01', '2026-11-30'],
    ['PackageUsageLog_2026-11-22 (1).csv', log, '2026-11-22', '2026-11-22'],
    ['PackageUsageLog_2026-11-22_part2.csv', log, '2026-11-22', '2026-11-22'],
    ['PackageUsageSummary_2026-10.csv', 'PackageUsageSummary', '2026-10-01', '2026-10-31'],
    ['SubscriberSnapshot_2026-11-22.parquet', 'SubscriberSnapshot', '2026-11-22', '2026-11-22'],
  ])('%s is a %s of %s to %s', (name, dataType, start, end) => {
    expect(deliveredName(name)).toMatchObject({
      dataType,
      period: { start, end },
      lateRowsOnly: false,
    });
  });

  it('may say nothing', () => {
    expect(deliveredName('export.csv')).toEqual({ part: '', lateRowsOnly: false });
    expect(deliveredName('PackageUsageLog.csv')).toEqual({
      dataType: log,
      part: '',
      lateRowsOnly: false,
    });
    expect(deliveredName('PackageUsageLog_20261122.csv')).toEqual({
      dataType: log,
      part: '',
      lateRowsOnly: false,
    });
    for (const name of ['2026-11-221', '2026-11-2', '2026-11-22_2026-11-3']) {
      expect(deliveredName(`PackageUsageLog_${name}.csv`).period, name).toBeUndefined();
    }
  });

  it.each([
    ['PackageUsageLog_2026-11-22.csv.gz', ''],
    ['PackageUsageLog_2026-11-22~2.csv', ''],
    ['PackageUsageLog_2026-11-01_2026-11-22_B.csv', '_b'],
    ['PackageUsageLog_2026-11-22_b~3.parquet', '_b'],
    ['PackageUsageLog_2026-11-22 (1).csv', '(1)'],
  ])('says which part of its days it is: %s is "%s"', (name, part) => {
    expect(deliveredName(name).part).toBe(part);
  });

  it('may say that only late rows are in it', () => {
    expect(
      deliveredName('PackageUsageLog_2026-10-24_2026-11-22_since_2026-11-21T230000Z.csv'),
    ).toEqual({
      dataType: log,
      period: { start: '2026-10-24', end: '2026-11-22' },
      part: '_since_2026-11-21t230000z',
      lateRowsOnly: true,
    });
  });

  it.each([
    ['PackageUsageLog_2026-02-30.csv', /does not exist/],
    ['PackageUsageLog_2026-13.csv', /does not exist/],
    ['PackageUsageLog_2026-11-22_2026-11-21.csv', /ends before it starts/],
    ['PackageUsageLog_0001-01-01_9999-12-31.csv', /more than 400 days/],
  ])('is refused where it makes no sense: %s', (name, message) => {
    expect(() => deliveredName(name)).toThrow(message);
  });
});
