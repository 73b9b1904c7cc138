import { describe, expect, it } from 'vitest';
import { daysOf } from '../../src/domain/period.ts';
import type { AskedFile, UsageCoverage, UsageFile } from '../../src/domain/usage-file.ts';
import { fetchedPeriods, roundStart, wantedUsage } from '../../src/domain/wanted-usage.ts';

/** 23:05 on a Monday: the day before, and the round that began five minutes ago. */
const now = new Date('2026-11-23T23:05:00Z');
const nothing: UsageCoverage = {
  PackageUsageLog: { days: [], hasRows: false },
  PackageUsageSummary: { days: [], hasRows: false },
  SubscriberSnapshot: { days: [], hasRows: false },
};
const everything: UsageCoverage = {
  PackageUsageLog: { days: daysOf({ start: '2026-09-01', end: '2026-11-22' }), hasRows: true },
  PackageUsageSummary: { days: ['2026-08-01', '2026-09-01', '2026-10-01'], hasRows: true },
  SubscriberSnapshot: { days: daysOf({ start: '2026-11-01', end: '2026-11-22' }), hasRows: true },
};

function without(dataType: keyof UsageCoverage, ...days: readonly string[]): UsageCoverage {
  const { [dataType]: known } = everything;
  return {
    ...everything,
    [dataType]: { ...known, days: known.days.filter((day) => !days.includes(day)) },
  };
}

function asked(part: Partial<AskedFile> = {}): AskedFile {
  return {
    id: '0XI000000000001AAA',
    dataType: 'PackageUsageLog',
    period: { start: '2026-11-22', end: '2026-11-22' },
    availableSince: null,
    askedAt: new Date('2026-11-23T23:01:00Z'),
    state: 'open',
    settledAt: null,
    bytes: 0,
    ...part,
  };
}

function wanted(
  coverage: UsageCoverage,
  askedFiles: readonly AskedFile[] = [],
  part: {
    readonly lookBackDays?: number;
    readonly waiting?: readonly string[];
    readonly at?: Date;
  } = {},
): readonly string[] {
  const files = wantedUsage({
    now: part.at ?? now,
    coverage,
    waiting: () => new Set(part.waiting),
    asked: askedFiles,
    lookBackDays: part.lookBackDays ?? 45,
  });
  return files.map(words);
}

function words({ dataType, period, availableSince }: UsageFile): string {
  const since = availableSince === null ? '' : ` since ${availableSince.toISOString()}`;
  return `${dataType} ${period.start} ${period.end}${since}`;
}

describe('the periods that are fetched', () => {
  it('end with the newest complete day, and reach as far back as App Analytics and the metrics do', () => {
    expect(fetchedPeriods(now, 45)).toEqual({
      // The 45th day before is the 10th of October.
      PackageUsageLog: { start: '2026-10-10', end: '2026-11-22' },
      SubscriberSnapshot: { start: '2026-11-15', end: '2026-11-22' },
      PackageUsageSummary: { start: '2026-08-01', end: '2026-10-31' },
    });
    const minuteBefore = new Date('2026-11-23T22:59:00Z');
    expect(fetchedPeriods(minuteBefore, 3).PackageUsageLog).toEqual({
      start: '2026-11-21',
      end: '2026-11-21',
    });
  });

  it('take a month in two days after its end', () => {
    const at = (text: string) => fetchedPeriods(new Date(text), 45).PackageUsageSummary.end;
    expect(at('2026-12-01T23:59:59Z')).toBe('2026-10-31');
    expect(at('2026-12-02T00:00:00Z')).toBe('2026-11-30');
  });
});

describe('a round', () => {
  it('begins at 23:00 UTC', () => {
    expect(roundStart(now)).toEqual(new Date('2026-11-23T23:00:00Z'));
    expect(roundStart(new Date('2026-11-23T22:59:59Z'))).toEqual(new Date('2026-11-22T23:00:00Z'));
  });
});

describe('the files that are wanted', () => {
  it('are all at first, a week a request but for the newest days, the newest before the rest', () => {
    expect(wanted(nothing)).toEqual([
      'PackageUsageLog 2026-11-22 2026-11-22',
      'SubscriberSnapshot 2026-11-22 2026-11-22',
      'SubscriberSnapshot 2026-11-21 2026-11-21',
      'SubscriberSnapshot 2026-11-20 2026-11-20',
      'SubscriberSnapshot 2026-11-15 2026-11-19',
      'PackageUsageSummary 2026-08-01 2026-10-31',
      'PackageUsageLog 2026-11-21 2026-11-21',
      'PackageUsageLog 2026-11-20 2026-11-20',
      'PackageUsageLog 2026-11-13 2026-11-19',
      'PackageUsageLog 2026-11-06 2026-11-12',
      'PackageUsageLog 2026-10-30 2026-11-05',
      'PackageUsageLog 2026-10-23 2026-10-29',
      'PackageUsageLog 2026-10-16 2026-10-22',
      'PackageUsageLog 2026-10-10 2026-10-15',
    ]);
  });

  it('share no request while data may be yet to come: a day without it would look unused', () => {
    const at = new Date('2026-11-05T23:05:00Z');
    const missing = wanted(nothing, [], { lookBackDays: 7, at });
    expect(missing).toEqual([
      'PackageUsageLog 2026-11-04 2026-11-04',
      'SubscriberSnapshot 2026-11-04 2026-11-04',
      'SubscriberSnapshot 2026-11-03 2026-11-03',
      'SubscriberSnapshot 2026-11-02 2026-11-02',
      'SubscriberSnapshot 2026-10-30 2026-11-01',
      'PackageUsageSummary 2026-10-01 2026-10-31',
      'PackageUsageSummary 2026-08-01 2026-09-30',
      'PackageUsageLog 2026-11-03 2026-11-03',
      'PackageUsageLog 2026-11-02 2026-11-02',
      'PackageUsageLog 2026-10-30 2026-11-01',
    ]);
  });

  it('are fewer where fewer days are looked back on', () => {
    expect(wanted(nothing, [], { lookBackDays: 9 })).toEqual([
      'PackageUsageLog 2026-11-22 2026-11-22',
      'SubscriberSnapshot 2026-11-22 2026-11-22',
      'SubscriberSnapshot 2026-11-21 2026-11-21',
      'SubscriberSnapshot 2026-11-20 2026-11-20',
      'SubscriberSnapshot 2026-11-15 2026-11-19',
      'PackageUsageSummary 2026-08-01 2026-10-31',
      'PackageUsageLog 2026-11-21 2026-11-21',
      'PackageUsageLog 2026-11-20 2026-11-20',
      'PackageUsageLog 2026-11-15 2026-11-19',
    ]);
  });

  it('are none where everything is there, waits in the inbox, or is under way', () => {
    expect(wanted(everything)).toEqual([]);
    const day = without('PackageUsageLog', '2026-11-22');
    expect(wanted(day)).toEqual(['PackageUsageLog 2026-11-22 2026-11-22']);
    expect(wanted(day, [], { waiting: ['2026-11-22'] })).toEqual([]);
    expect(wanted(day, [asked()])).toEqual([]);
    expect(wanted(day, [asked({ dataType: 'SubscriberSnapshot' })])).toHaveLength(1);
  });

  it('leave no gap unasked: each run of days that is missing', () => {
    const gaps = without('PackageUsageLog', '2026-11-22', '2026-11-19', '2026-11-18');
    expect(wanted(gaps)).toEqual([
      'PackageUsageLog 2026-11-22 2026-11-22',
      'PackageUsageLog 2026-11-18 2026-11-19',
    ]);
    expect(wanted(without('PackageUsageSummary', '2026-09-01'))).toEqual([
      'PackageUsageSummary 2026-09-01 2026-09-30',
    ]);
  });

  it('are asked for once a round, whatever became of them; a file that was rejected, too', () => {
    const day = without('PackageUsageLog', '2026-11-22');
    for (const state of ['failed', 'no-data', 'delivered'] as const) {
      expect(wanted(day, [asked({ state })])).toEqual([]);
      const before = asked({ state, askedAt: new Date('2026-11-23T22:59:00Z') });
      expect(wanted(day, [before])).toContain('PackageUsageLog 2026-11-22 2026-11-22');
    }
  });

  it('are asked for three times a round where they came and were not fetched in time', () => {
    const day = without('PackageUsageLog', '2026-11-22');
    const expired = (count: number) =>
      Array.from({ length: count }, (_, at) => asked({ id: `0XI${at}`, state: 'expired' }));
    expect(wanted(day, expired(2))).toHaveLength(1);
    expect(wanted(day, expired(3))).toEqual([]);
    expect(wanted(day, [...expired(1), asked({ state: 'failed' })])).toEqual([]);
  });

  it('come one day at a time where several at once were too much', () => {
    const days = without('PackageUsageLog', '2026-11-17', '2026-11-18', '2026-11-19');
    expect(wanted(days)).toEqual(['PackageUsageLog 2026-11-17 2026-11-19']);
    const failed = asked({
      state: 'failed',
      period: { start: '2026-11-17', end: '2026-11-19' },
      askedAt: new Date('2026-11-22T23:01:00Z'),
    });
    expect(wanted(days, [failed])).toEqual([
      'PackageUsageLog 2026-11-19 2026-11-19',
      'PackageUsageLog 2026-11-18 2026-11-18',
      'PackageUsageLog 2026-11-17 2026-11-17',
    ]);
  });
});

describe('the catch-up', () => {
  const yesterday = asked({
    state: 'delivered',
    period: { start: '2026-11-21', end: '2026-11-21' },
    askedAt: new Date('2026-11-22T23:00:30Z'),
  });

  it('asks once a round for what arrived since logs were first asked for', () => {
    expect(wanted(everything, [asked({ state: 'delivered' })])).toEqual([]);
    const first = { ...yesterday, askedAt: new Date('2026-11-20T23:00:30Z') };
    // Its days end before that instant's day: App Analytics takes no other.
    expect(wanted(everything, [first, yesterday])).toEqual([
      'PackageUsageLog 2026-10-24 2026-11-19 since 2026-11-20T23:00:30.000Z',
    ]);
  });

  it('goes on from the last one that came through', () => {
    const last = asked({
      id: '0XI000000000002AAA',
      state: 'no-data',
      availableSince: new Date('2026-11-20T23:00:30Z'),
      askedAt: new Date('2026-11-22T23:02:00Z'),
    });
    const failed = { ...last, id: '0XI000000000003AAA', state: 'failed' as const };
    expect(wanted(everything, [yesterday, last])).toEqual([
      'PackageUsageLog 2026-10-24 2026-11-21 since 2026-11-22T23:02:00.000Z',
    ]);
    expect(wanted(everything, [yesterday, failed])).toEqual([
      'PackageUsageLog 2026-10-24 2026-11-21 since 2026-11-22T23:00:30.000Z',
    ]);
    const open = { ...last, state: 'open' as const };
    expect(wanted(everything, [yesterday, open])).toEqual([]);
    const inRound = { ...last, askedAt: new Date('2026-11-23T23:02:00Z') };
    expect(wanted(everything, [yesterday, inRound])).toEqual([]);
  });

  it('is left out where the sync stood still for longer than late rows come', () => {
    const long = { ...yesterday, askedAt: new Date('2026-10-20T23:00:30Z') };
    expect(wanted(everything, [long])).toEqual([]);
  });
});
