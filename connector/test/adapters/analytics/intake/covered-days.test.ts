import { describe, expect, it } from 'vitest';
import { coveredDays, namedDays } from '../../../../src/adapters/analytics/intake/covered-days.ts';
import { deliveredName } from '../../../../src/adapters/analytics/intake/delivered-name.ts';

const today = '2026-11-24';
const log = (name: string, ...rowDays: readonly string[]) =>
  coveredDays(deliveredName(`PackageUsageLog_${name}.csv`), 'PackageUsageLog', rowDays, today);
const summary = (name: string, ...months: readonly string[]) =>
  coveredDays(
    deliveredName(`PackageUsageSummary_${name}.csv`),
    'PackageUsageSummary',
    months,
    today,
  );

describe('the days a file is delivered for', () => {
  it('are those of its name, with rows or without', () => {
    expect(log('2026-11-20_2026-11-22', '2026-11-21')).toEqual([
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
    ]);
    expect(summary('2026-09_2026-10', '2026-10-01')).toEqual(['2026-09-01', '2026-10-01']);
  });

  it('are those of its rows where the name gives none', () => {
    const unnamed = { part: '', lateRowsOnly: false };
    expect(coveredDays(unnamed, 'PackageUsageLog', ['2026-11-20'], today)).toEqual(['2026-11-20']);
    expect(() => coveredDays(unnamed, 'PackageUsageLog', [], today)).toThrow(/tells nothing/);
  });

  it('are none where it holds late rows only', () => {
    expect(log('2026-11-20_2026-11-22_since_2026-11-23', '2026-11-21')).toEqual([]);
  });

  it('are over: of today there is no whole log yet, but the snapshot', () => {
    expect(log('2026-11', '2026-11-21').at(-1)).toBe('2026-11-23');
    expect(log('2026-11-24', '2026-11-24')).toEqual([]);
    expect(summary('2026-11', '2026-11-01')).toEqual([]);
    const snapshot = deliveredName('SubscriberSnapshot_2026-11-23_2026-11-25.csv');
    expect(coveredDays(snapshot, 'SubscriberSnapshot', [], today)).toEqual([
      '2026-11-23',
      '2026-11-24',
    ]);
  });

  it('are blocked as its name gives them where it is rejected: those that are over', () => {
    const named = (name: string) => namedDays(deliveredName(name), today);
    expect(named('PackageUsageLog_2026-11-22_2026-11-25_b.csv')).toEqual([
      '2026-11-22',
      '2026-11-23',
    ]);
    expect(named('PackageUsageSummary_2026-09-30_2026-10-02.csv')).toEqual([
      '2026-09-01',
      '2026-10-01',
    ]);
    expect(named('PackageUsageLog.csv')).toEqual([]);
    expect(named('export_2026-11-22.csv')).toEqual([]);
  });

  it('must hold all of its rows', () => {
    expect(() => log('2026-11-20', '2026-11-20', '2026-11-21')).toThrow(/rows of 2026-11-21/);
    expect(() => log('2026-11-20_since_x', '2026-11-19')).toThrow(/rows of 2026-11-19/);
    expect(() => summary('2026-10', '2026-08-01', '2026-09-01')).toThrow(
      /rows of 2026-08, 2026-09/,
    );
  });
});
