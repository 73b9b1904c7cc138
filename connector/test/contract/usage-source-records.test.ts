import { describe, expect, it } from 'vitest';
import {
  account1,
  account2,
  attribution,
  bench,
  org1,
  org2,
  scheduling,
  snapshotCsv,
  tournaments,
} from './usage-source-bench.ts';

const players = `records.${tournaments}.Player`;
const name = (day: string) => `SubscriberSnapshot_${day}.csv`;
const on = (day: string) => `${day}T00:00:00Z`;

describe('a record count', () => {
  it("sums each licensed org's newest snapshot, whatever day it is of", async () => {
    const { take, measure } = await bench();
    await take({
      [name('2026-11-21')]: snapshotCsv(
        { date: on('2026-11-21'), count: 10 },
        { date: on('2026-11-21'), organization_id: org2, count: 5 },
      ),
      [name('2026-11-22')]: snapshotCsv({ count: 11 }),
    });
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account1, org2, tournaments),
    ];
    const { numbers, states } = await measure({ metricKeys: [players], attributions });
    expect(numbers).toEqual({ [`${account1} ${players}`]: 16 });
    expect(states).toEqual({ [players]: 'loaded 2026-11-21/2026-11-22' });
  });

  it('leaves out orgs without a qualifying licence, and gives them no row', async () => {
    const { take, measure } = await bench();
    await take({
      [name('2026-11-22')]: snapshotCsv({ count: 10 }, { organization_id: org2, count: 5 }),
    });
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account1, org2, tournaments, false),
      attribution(account2, org2, tournaments, false),
      attribution(account2, org1, tournaments, false),
    ];
    const { numbers } = await measure({ metricKeys: [players], attributions });
    expect(numbers).toEqual({ [`${account1} ${players}`]: 10 });
  });

  it('is not doubled by a second licence of the same install', async () => {
    const { take, measure } = await bench();
    await take({ [name('2026-11-22')]: snapshotCsv({ count: 10 }) });
    const attributions = [
      attribution(account1, org1, tournaments, false),
      attribution(account1, org1, tournaments),
    ];
    const { numbers } = await measure({ metricKeys: [players], attributions });
    expect(numbers).toEqual({ [`${account1} ${players}`]: 10 });
  });

  it('knows an object by package and name, and leaves out attributes', async () => {
    const { take, measure } = await bench();
    await take({
      [name('2026-11-22')]: snapshotCsv(
        { custom_entity: 'acme__Player__c', count: 10 },
        { custom_entity: 'Team', count: 100 },
        { package_id: scheduling, count: 1000 },
        {
          package_id: '',
          custom_entity: '',
          count: '',
          attribute_name: 'UsersWithMFA',
          attribute_value: '0.570',
        },
        { attribute_name: 'Something', attribute_value: '5', count: 700 },
      ),
    });
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account1, org1, scheduling),
    ];
    const { numbers } = await measure({
      metricKeys: [players, `records.${tournaments}.player`],
      attributions,
    });
    expect(Object.values(numbers)).toEqual([10, 10]);
  });

  it("counts nothing for an object that is gone from the org's newest snapshot", async () => {
    const { take, measure } = await bench();
    await take({
      [name('2026-11-21')]: snapshotCsv({ date: on('2026-11-21'), count: 10 }),
      [name('2026-11-22')]: snapshotCsv({ custom_entity: 'Team', count: 3 }),
    });
    const { numbers, states } = await measure({
      metricKeys: [players],
      attributions: [attribution(account1, org1, tournaments)],
    });
    expect(numbers).toEqual({});
    expect(states[players]).toMatch(/^loaded/);
  });

  it('does not take one package for gone because the newest snapshot is of another', async () => {
    const { take, measure } = await bench();
    await take({
      [name('2026-11-21')]: snapshotCsv({ date: on('2026-11-21'), count: 10 }),
      [name('2026-11-22')]: snapshotCsv({ package_id: scheduling, count: 3 }),
    });
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account1, org1, scheduling),
    ];
    const { numbers } = await measure({ metricKeys: [players], attributions });
    expect(numbers).toEqual({ [`${account1} ${players}`]: 10 });
  });

  it.each([
    ['2026-11-14', 'no-data'],
    ['2026-11-15', 'loaded 2026-11-15/2026-11-15'],
    ['2026-11-24', 'loaded 2026-11-24/2026-11-24'],
  ])('of %s, with 22 November complete, is %s', async (day, state) => {
    const { take, measure } = await bench();
    await take({ [name(day).replace('_2026', '-2026')]: snapshotCsv({ date: on(day) }) });
    await take({ [`SubscriberSnapshot_2026-11-01.csv`]: snapshotCsv({ date: on('2026-11-01') }) });
    const { states } = await measure({
      metricKeys: [players],
      attributions: [attribution(account1, org1, tournaments)],
    });
    expect(states).toEqual({ [players]: state });
  });

  it('of a package whose newest snapshot is too old has no data, however new the others are', async () => {
    const test = await bench();
    const schedules = `records.${scheduling}.Schedule`;
    const schedule = { package_id: scheduling, custom_entity: 'Schedule', count: 500 };
    await test.take({
      [name('2026-09-29')]: snapshotCsv({ date: on('2026-09-29'), ...schedule }),
      [name('2026-11-22')]: snapshotCsv({ count: 10 }),
    });
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account1, org1, scheduling),
    ];
    const asked = { metricKeys: [players, schedules], attributions };
    const { states, numbers } = await test.measure(asked);
    expect(states).toEqual({
      [players]: 'loaded 2026-11-22/2026-11-22',
      [schedules]: 'no-data',
    });
    expect(numbers).toEqual({ [`${account1} ${players}`]: 10 });
    await test.take({ [name('2026-11-20')]: snapshotCsv({ date: on('2026-11-20'), ...schedule }) });
    expect((await test.measure(asked)).states[schedules]).toBe('loaded 2026-11-20/2026-11-20');
    expect(
      (await test.usage.catalogue([], 'calendar')).find(({ key }) => key === schedules),
    ).toMatchObject({ state: 'Ready', latestDataPoint: '2026-11-20' });
  });

  it('is not known from a snapshot that has nothing of a package but attributes', async () => {
    const { take, measure } = await bench();
    await take({
      [name('2026-11-22')]: snapshotCsv(
        { package_id: scheduling },
        { custom_entity: '', count: '', attribute_name: 'UsersWithMFA', attribute_value: '0.5' },
      ),
    });
    const { states } = await measure({ metricKeys: [players], attributions: [] });
    expect(states).toEqual({ [players]: 'no-data' });
  });

  it('is told to be missing where every snapshot is too old', async () => {
    const { take, measure } = await bench();
    await take({ [name('2026-11-01')]: snapshotCsv({ date: on('2026-11-01') }) });
    const { notices } = await measure({ metricKeys: [players], attributions: [] });
    expect(notices).toMatchObject([{ code: 'PERIOD_INCOMPLETE', count: 1 }]);
    expect(notices[0]?.message).toContain('2026-11-01');
  });

  it('tells orgs that belong to no Account', async () => {
    const { take, measure } = await bench();
    await take({ [name('2026-11-22')]: snapshotCsv({}, { organization_id: org2 }) });
    const { notices } = await measure({
      metricKeys: [players],
      attributions: [attribution(account1, org1, tournaments)],
    });
    expect(notices).toMatchObject([{ code: 'UNKNOWN_ORGANIZATION', count: 1 }]);
  });
});
