import { describe, expect, it } from 'vitest';
import {
  account1,
  account2,
  attribution,
  bench,
  logCsv,
  org1,
  org2,
  scheduling,
  snapshotCsv,
  summaryCsv,
  tournaments,
  type Bench,
} from './usage-source-bench.ts';

/** One package's data is missing of a day that another package's data arrived for. */

const dau = 'engagement.dau';
const both = [dau, `${dau}.${tournaments}`, `${dau}.${scheduling}`];
const own = [attribution(account1, org1, tournaments), attribution(account2, org2, scheduling)];
const cut = (content: string): string => content.slice(0, -20);
const fileA = 'PackageUsageLog_2026-11-22_a.csv';
const fileB = 'PackageUsageLog_2026-11-22_b.csv';
const rowsOf = (packageId: string, day = '2026-11-22', user = '005-a=') =>
  logCsv({
    timestamp_derived: `${day}T09:00:00.000Z`,
    package_id: packageId,
    organization_id: packageId === tournaments ? org1 : org2,
    user_id_token: user,
  });
const noData = Object.fromEntries(both.map((key) => [key, 'no-data']));
const statesOf = async (test: Bench) =>
  (await test.measure({ metricKeys: both, attributions: own })).states;

describe('a day that a rejected file names', () => {
  it('is not counted, neither for the package nor combined, until that file comes again', async () => {
    const test = await bench();
    await test.take({ 'PackageUsageLog_2026-11-10_b.csv': rowsOf(scheduling, '2026-11-10') });
    await test.take({ [fileA]: rowsOf(tournaments), [fileB]: cut(rowsOf(scheduling)) });
    expect(await statesOf(test)).toEqual(noData);
    await test.take({ [fileB]: rowsOf(scheduling) });
    const { states, numbers } = await test.measure({ metricKeys: both, attributions: own });
    expect(new Set(Object.values(states))).toEqual(new Set(['loaded 2026-11-22/2026-11-22']));
    expect(numbers).toEqual({
      [`${account1} ${dau}`]: 1,
      [`${account1} ${dau}.${tournaments}`]: 1,
      [`${account2} ${dau}`]: 1,
      [`${account2} ${dau}.${scheduling}`]: 1,
    });
  });

  it.each([
    ['before', [fileB, fileA]],
    ['after', [fileA, fileB]],
  ])('stays incomplete where it arrived %s the good one', async (_, order) => {
    const test = await bench();
    for (const name of order) {
      await test.take({ [name]: name === fileA ? rowsOf(tournaments) : cut(rowsOf(scheduling)) });
    }
    expect(await statesOf(test)).toEqual(noData);
  });

  it.each([
    'PackageUsageLog_2026-11-22_B.parquet.csv',
    'PackageUsageLog_2026-11-22_c.csv',
    'PackageUsageLog_2026-11-16_2026-11-22_since_2026-11-22.csv',
    'export.csv',
  ])('is not made complete by another part: %s', async (name) => {
    const test = await bench();
    await test.take({ [fileA]: rowsOf(tournaments), [fileB]: cut(rowsOf(scheduling)) });
    await test.take({ [name]: rowsOf(scheduling) });
    expect(await statesOf(test)).toEqual(noData);
  });

  it.each([
    'PackageUsageLog_2026-11-22_b~2.csv',
    'packageusagelog_2026-11-22_B.CSV',
    'PackageUsageLog_2026-11-22.csv',
    'PackageUsageLog_2026-11-16_2026-11-22.csv',
    'PackageUsageLog_2026-11-16_2026-11-22_b.csv',
  ])('is complete again with its part, or with all of the day: %s', async (name) => {
    const test = await bench();
    await test.take({ [fileA]: rowsOf(tournaments), [fileB]: cut(rowsOf(scheduling)) });
    await test.take({ [name]: rowsOf(scheduling) });
    expect(new Set(Object.values(await statesOf(test)))).toEqual(
      new Set(['loaded 2026-11-22/2026-11-22']),
    );
  });

  it('is still blocked when the folder is opened again', async () => {
    const test = await bench();
    await test.take({ [fileA]: rowsOf(tournaments), [fileB]: cut(rowsOf(scheduling)) });
    await test.usage[Symbol.asyncDispose]();
    const reopened = await bench({ directory: test.directory, inbox: test.inbox });
    expect(await statesOf(reopened)).toEqual(noData);
  });

  it('is told with the file, whatever is used instead', async () => {
    const test = await bench();
    await test.take({ 'PackageUsageLog_2026-11-21.csv': rowsOf(tournaments, '2026-11-21') });
    await test.take({ [fileA]: rowsOf(tournaments), [fileB]: cut(rowsOf(scheduling)) });
    const { states, notices } = await test.measure({ metricKeys: [dau], attributions: own });
    expect(states).toEqual({ [dau]: 'loaded 2026-11-21/2026-11-21' });
    const codes = notices.map(({ code, count }) => [code, count]);
    expect(codes).toEqual([
      ['PERIOD_INCOMPLETE', 1],
      ['PERIOD_INCOMPLETE', 1],
    ]);
    expect(notices[0]?.message).toContain("DAU can't be counted for 2026-11-22");
    expect(notices[1]?.message).toContain('the usage log of 2026-11-22');
    expect(notices[1]?.message).toContain(`${fileB} (2026-11-22)`);
    await test.take({ [fileB]: rowsOf(scheduling) });
    expect((await test.measure({ metricKeys: [dau], attributions: own })).notices).toEqual([]);
  });

  it('keeps a month and its features from being counted', async () => {
    const test = await bench();
    const mau = 'engagement.mau';
    await test.take({
      'PackageUsageLog_2026-10_a.csv': rowsOf(tournaments, '2026-10-05'),
      'PackageUsageLog_2026-10-31_b.csv': cut(rowsOf(scheduling, '2026-10-31')),
    });
    const asked = { metricKeys: [mau], attributions: own };
    expect((await test.measure(asked)).states).toEqual({ [mau]: 'no-data' });
    await test.take({ 'PackageUsageLog_2026-10-31_b.csv': rowsOf(scheduling, '2026-10-31') });
    expect((await test.measure(asked)).states).toEqual({ [mau]: 'loaded 2026-10-01/2026-10-31' });
  });

  it('may be a month of summaries', async () => {
    const test = await bench();
    const mau = 'engagement.mau';
    const summary = summaryCsv({ package_id: scheduling });
    await test.take({
      'PackageUsageSummary_2026-10_a.csv': summaryCsv({}),
      'PackageUsageSummary_2026-10_b.csv': cut(summary),
    });
    const asked = { metricKeys: [mau], attributions: own };
    const { states, notices } = await test.measure(asked);
    expect(states).toEqual({ [mau]: 'no-data' });
    expect(notices.at(-1)?.message).toContain('PackageUsageSummary_2026-10_b.csv');
    await test.take({ 'PackageUsageSummary_2026-10_b.csv': summary });
    expect((await test.measure(asked)).states).toEqual({ [mau]: 'loaded 2026-10-01/2026-10-31' });
  });
});

describe('a snapshot that a rejected file names', () => {
  const player = `records.${tournaments}.Player`;
  const team = `records.${tournaments}.Team`;
  const yesterday = { date: '2026-11-21T00:00:00Z' };
  const asked = { metricKeys: [player, team], attributions: own };

  it('is not taken for the newest of an org: what it lacks would look empty', async () => {
    const test = await bench();
    await test.take({
      'SubscriberSnapshot_2026-11-21.csv': snapshotCsv(
        { ...yesterday, count: 10 },
        { ...yesterday, custom_entity: 'Team', count: 500 },
      ),
      'SubscriberSnapshot_2026-11-22_part1.csv': snapshotCsv({ count: 11 }),
      'SubscriberSnapshot_2026-11-22_part2.csv': cut(
        snapshotCsv({ custom_entity: 'Team', count: 501 }),
      ),
    });
    const blocked = await test.measure(asked);
    expect(blocked.numbers).toEqual({
      [`${account1} ${player}`]: 10,
      [`${account1} ${team}`]: 500,
    });
    expect(blocked.notices.at(-1)?.message).toContain('SubscriberSnapshot_2026-11-22_part2.csv');
    await test.take({
      'SubscriberSnapshot_2026-11-22_part2.csv': snapshotCsv({ custom_entity: 'Team', count: 501 }),
    });
    const { numbers, notices } = await test.measure(asked);
    expect(numbers).toEqual({ [`${account1} ${player}`]: 11, [`${account1} ${team}`]: 501 });
    expect(notices).toEqual([]);
  });

  it('is not taken for the newest of an org either where a newer one of other orgs is complete', async () => {
    const test = await bench();
    const before = { date: '2026-11-20T00:00:00Z' };
    await test.take({
      'SubscriberSnapshot_2026-11-20.csv': snapshotCsv(
        { ...before, count: 10 },
        { ...before, custom_entity: 'Team', count: 500 },
      ),
      'SubscriberSnapshot_2026-11-21_part1.csv': snapshotCsv({ ...yesterday, count: 11 }),
      'SubscriberSnapshot_2026-11-21_part2.csv': cut(snapshotCsv(yesterday)),
      'SubscriberSnapshot_2026-11-22.csv': snapshotCsv({ organization_id: org2, count: 3 }),
    });
    const { numbers } = await test.measure(asked);
    expect(numbers).toEqual({ [`${account1} ${player}`]: 10, [`${account1} ${team}`]: 500 });
  });
});
