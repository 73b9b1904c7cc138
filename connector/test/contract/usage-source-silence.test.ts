import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { daysOf } from '../../src/domain/period.ts';
import {
  account1,
  account2,
  attribution,
  bench,
  logCsv,
  org1,
  org2,
  scheduling,
  summaryCsv,
  tournaments,
  type Bench,
  type Cells,
} from './usage-source-bench.ts';

/**
 * A package without a row: unused, or left out of what was delivered? Package A (tournaments) is used every
 * day by account 1, package B (scheduling) by account 2 on the days a test says.
 */

const own = [attribution(account1, org1, tournaments), attribution(account2, org2, scheduling)];
const dauB = `engagement.dau.${scheduling}`;
const wauB = `engagement.wau.${scheduling}`;
const mauB = `engagement.mau.${scheduling}`;
const allDays = daysOf({ start: '2026-09-01', end: '2026-11-22' });
const until = (last: string) => allDays.filter((day) => day <= last);

const rowB = (day: string): Cells => ({
  timestamp_derived: `${day}T09:00:00.000Z`,
  package_id: scheduling,
  organization_id: org2,
});

async function benchWith(daysOfB: readonly string[], daysOfA = allDays): Promise<Bench> {
  const test = await bench();
  const rowsOfA = daysOfA.map((day) => ({ timestamp_derived: `${day}T09:00:00.000Z` }));
  await test.take({
    'PackageUsageLog_2026-09-01_2026-11-22.csv': logCsv(...rowsOfA, ...daysOfB.map(rowB)),
  });
  return test;
}

async function statesOf(
  test: Bench,
  metricKeys: readonly string[],
  window: 'calendar' | 'rolling' = 'calendar',
) {
  const { states } = await test.measure({ metricKeys, attributions: own, window });
  const offered = await test.usage.catalogue([], window);
  for (const key of metricKeys) {
    const latest = offered.find((metric) => metric.key === key)?.latestDataPoint ?? null;
    expect(latest, key).toBe(states[key]?.split('/')[1] ?? null);
  }
  return states;
}

describe('a package without a row', () => {
  it('on a Sunday alone was not used: its DAU is 0', async () => {
    const test = await benchWith(until('2026-11-21'));
    expect(await statesOf(test, [dauB, wauB])).toEqual({
      [dauB]: 'loaded 2026-11-22/2026-11-22',
      [wauB]: 'loaded 2026-11-16/2026-11-22',
    });
    const { numbers } = await test.measure({ metricKeys: [dauB, wauB], attributions: own });
    expect(numbers).toEqual({ [`${account2} ${wauB}`]: 1 });
  });

  it.each([
    ['2026-11-16', 'loaded 2026-11-22/2026-11-22'],
    // Silent for a week: the last day it had rows, while that is young enough.
    ['2026-11-15', 'loaded 2026-11-15/2026-11-15'],
    ['2026-11-14', 'no-data'],
  ])('since %s has a DAU that is %s', async (last, state) => {
    const test = await benchWith(until(last));
    expect(await statesOf(test, [dauB])).toEqual({ [dauB]: state });
  });

  it('in a week or a month has the number of the one before', async () => {
    const test = await benchWith(until('2026-09-30').concat(['2026-11-10', '2026-11-13']));
    expect(await statesOf(test, [wauB, mauB])).toEqual({
      [wauB]: 'loaded 2026-11-09/2026-11-15',
      [mauB]: 'loaded 2026-09-01/2026-09-30',
    });
  });

  it('since the middle of the week before has no number: that week may lack the rest', async () => {
    const test = await benchWith(until('2026-11-12'));
    expect(await statesOf(test, [wauB])).toEqual({ [wauB]: 'no-data' });
  });

  it('for all that may be used has no number, where another package has rows', async () => {
    const test = await benchWith(['2026-09-02']);
    expect(await statesOf(test, [dauB, wauB, mauB])).toEqual({
      [dauB]: 'no-data',
      [wauB]: 'no-data',
      [mauB]: 'no-data',
    });
  });

  it('has 0 where the delivery has no row of any package', async () => {
    const test = await benchWith(['2026-09-02'], ['2026-09-02']);
    expect(await statesOf(test, [dauB, wauB])).toEqual({
      [dauB]: 'loaded 2026-11-22/2026-11-22',
      [wauB]: 'loaded 2026-11-16/2026-11-22',
    });
  });

  it('has no number even then, where it had rows on most days before', async () => {
    const test = await benchWith(until('2026-11-14'), until('2026-11-14'));
    expect(await statesOf(test, [dauB, 'engagement.dau'])).toEqual({
      [dauB]: 'no-data',
      'engagement.dau': 'no-data',
    });
  });

  it('has no rolling week that began before its silence and went on in it', async () => {
    const test = await benchWith(until('2026-11-15'));
    expect(await statesOf(test, [wauB, dauB], 'rolling')).toEqual({
      [wauB]: 'loaded 2026-11-09/2026-11-15',
      [dauB]: 'loaded 2026-11-15/2026-11-15',
    });
  });

  it('but a sandbox was in the data: its Accounts have 0', async () => {
    const test = await benchWith(until('2026-11-14'));
    await test.take({
      'PackageUsageLog_2026-11-18.csv': logCsv({
        ...rowB('2026-11-18'),
        organization_type: 'Sandbox',
      }),
    });
    const { states, numbers } = await test.measure({ metricKeys: [wauB], attributions: own });
    expect(states).toEqual({ [wauB]: 'loaded 2026-11-16/2026-11-22' });
    expect(numbers).toEqual({});
  });

  it('is told, and why nothing is set to 0', async () => {
    const test = await benchWith(until('2026-11-14'));
    const { notices } = await test.measure({ metricKeys: [dauB], attributions: own });
    expect(notices).toMatchObject([{ code: 'PERIOD_INCOMPLETE', count: 1 }]);
    expect(notices[0]?.message).toContain(`2026-11-22 has no row of package ${scheduling}`);
  });
});

describe('a feature', () => {
  it('of a package without a row in the month is counted in the last one that tells of all', async () => {
    const test = await benchWith(until('2026-09-30'));
    const component = { entity: 'Player', entityType: 'CustomObject' };
    const components = [
      { ...component, packageId: tournaments },
      { ...component, packageId: scheduling },
    ];
    await writeFile(test.featuresFile, JSON.stringify([{ id: 'it', label: 'It', components }]));
    await test.usage.refresh();
    expect(await statesOf(test, ['feature.it', 'feature.it.events'])).toEqual({
      'feature.it': 'loaded 2026-09-01/2026-09-30',
      'feature.it.events': 'loaded 2026-09-01/2026-09-30',
    });
    const { notices } = await test.measure({ metricKeys: ['feature.it'], attributions: own });
    expect(notices).toMatchObject([{ code: 'PERIOD_INCOMPLETE', count: 1 }]);
    expect(notices[0]?.message).toMatch(/^Features: .*2026-10-01 to 2026-10-31/);
  });
});

describe('a number over all packages', () => {
  const combined = ['engagement.dau', 'engagement.wau', 'engagement.mau'];

  it('waits for a package that is used daily: an Account with nothing else would get 0', async () => {
    const test = await benchWith(until('2026-11-15'));
    expect(await statesOf(test, combined)).toEqual({
      'engagement.dau': 'loaded 2026-11-15/2026-11-15',
      'engagement.wau': 'loaded 2026-11-09/2026-11-15',
      'engagement.mau': 'loaded 2026-10-01/2026-10-31',
    });
    const { numbers, notices } = await test.measure({
      metricKeys: ['engagement.wau'],
      attributions: own,
    });
    expect(numbers).toEqual({
      [`${account1} engagement.wau`]: 1,
      [`${account2} engagement.wau`]: 1,
    });
    expect(notices).toMatchObject([{ code: 'PERIOD_INCOMPLETE', count: 1 }]);
    expect(notices[0]?.message).toContain('number over all packages');
  });

  it.each([
    ['is used now and then', allDays.filter((day, at) => at % 3 === 0 && day <= '2026-11-12')],
    ['was used daily until four weeks ago', until('2026-10-31')],
  ])('does not wait for a package that %s', async (_, daysOfB) => {
    const test = await benchWith(daysOfB);
    expect(await statesOf(test, combined)).toEqual({
      'engagement.dau': 'loaded 2026-11-22/2026-11-22',
      'engagement.wau': 'loaded 2026-11-16/2026-11-22',
      'engagement.mau': 'loaded 2026-10-01/2026-10-31',
    });
  });
});

describe('summaries', () => {
  const summaryOf = (month: string, ...packageIds: readonly string[]) =>
    summaryCsv(
      ...packageIds.map((packageId) => ({
        month,
        package_id: packageId,
        organization_id: packageId === tournaments ? org1 : org2,
      })),
    );

  it('tell of a package that a month of logs has no row of', async () => {
    const test = await benchWith(until('2026-09-20'));
    await test.take({
      'PackageUsageSummary_2026-10.csv': summaryOf('2026-10', tournaments, scheduling),
    });
    const keys = ['engagement.mau', mauB];
    expect(await statesOf(test, keys)).toEqual({
      'engagement.mau': 'loaded 2026-10-01/2026-10-31',
      [mauB]: 'loaded 2026-10-01/2026-10-31',
    });
    const { numbers } = await test.measure({ metricKeys: keys, attributions: own });
    expect(numbers).toEqual({
      [`${account1} engagement.mau`]: 1,
      [`${account2} engagement.mau`]: 1,
      [`${account2} ${mauB}`]: 1,
    });
  });

  it('without a row of a package give it no number, nor one over all where it always had rows', async () => {
    const test = await bench();
    const months = ['2026-08', '2026-09'];
    for (const month of months) {
      await test.take({
        [`PackageUsageSummary_${month}.csv`]: summaryOf(month, tournaments, scheduling),
      });
    }
    await test.take({ 'PackageUsageSummary_2026-10.csv': summaryOf('2026-10', tournaments) });
    const states = await statesOf(test, ['engagement.mau', mauB, `engagement.mau.${tournaments}`]);
    expect(states).toEqual({
      'engagement.mau': 'loaded 2026-09-01/2026-09-30',
      [mauB]: 'loaded 2026-09-01/2026-09-30',
      [`engagement.mau.${tournaments}`]: 'loaded 2026-10-01/2026-10-31',
    });
  });
});
