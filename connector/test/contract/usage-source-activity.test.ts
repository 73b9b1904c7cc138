import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityRule } from '../../src/domain/activity.ts';
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

const october = 'PackageUsageLog_2026-10.csv';
const mau = 'engagement.mau';
const ofPackage = `${mau}.${tournaments}`;
const attributions = [
  attribution(account1, org1, tournaments),
  attribution(account1, org1, scheduling),
  attribution(account2, org2, tournaments),
];
const at = { timestamp_derived: '2026-10-05T08:00:00.000Z' };

let folder: string;
let activeUsersFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'activity-'));
  activeUsersFile = join(folder, 'active-users.json');
});
afterAll(() => rm(folder, { recursive: true }));

async function opened(rules: readonly ActivityRule[]): Promise<Bench> {
  await writeFile(activeUsersFile, JSON.stringify(rules));
  return bench({ activeUsersFile });
}

/** Combined MAU of the first Account, of users that are named by what they did. */
async function activeAmong(
  rules: readonly ActivityRule[],
  did: Readonly<Record<string, Cells>>,
): Promise<unknown> {
  const test = await opened(rules);
  const rows = Object.entries(did).map(([user, cells]) => ({
    ...at,
    ...cells,
    user_id_token: user,
  }));
  await test.take({ [october]: logCsv(...rows) });
  const { numbers, states } = await test.measure({ metricKeys: [mau], attributions });
  expect(states[mau]).toBe('loaded 2026-10-01/2026-10-31');
  return numbers[`${account1} ${mau}`];
}

describe('rules of what makes a user active', () => {
  it.each<[string, readonly ActivityRule[], number | undefined]>([
    ['one record type, in any case', [{ logRecordTypes: ['LIGHTNINGPAGEVIEW'] }], 1],
    ['one of several record types', [{ logRecordTypes: ['LightningPageView', 'RestApi'] }], 3],
    ['a kind of component', [{ entityTypes: ['customobject'] }], 2],
    ['a component, with or without its namespace', [{ entities: ['acme__Player__c'] }], 2],
    ['an operation', [{ operations: ['insert'] }], 1],
    ['all that one rule says', [{ logRecordTypes: ['RestApi'], operations: ['INSERT'] }], 1],
    ['what any rule says', [{ operations: ['INSERT'] }, { entityTypes: ['LightningPage'] }], 2],
    ['nothing that was done', [{ entities: ['Match'] }], undefined],
  ])('count %s', async (_, rules, expected) => {
    const player = { custom_entity: 'Player', custom_entity_type: 'CustomObject' };
    const count = await activeAmong(rules, {
      viewer: {
        log_record_type: 'LightningPageView',
        custom_entity: 'Home',
        custom_entity_type: 'LightningPage',
      },
      writer: { log_record_type: 'RestApi', ...player, operation_type: 'INSERT' },
      reader: { log_record_type: 'RestApi', ...player, operation_type: 'READ' },
    });
    expect(count).toBe(expected);
  });

  it('leave automation out all the same where an administrator says so', async () => {
    const test = await opened([{ entityTypes: ['CustomObject'] }]);
    const object = { ...at, custom_entity_type: 'CustomObject' };
    await test.take({
      [october]: logCsv(
        { ...object, log_record_type: 'CronJob', user_id_token: 'robot' },
        { ...object, log_record_type: 'URI', user_id_token: 'person' },
        { ...at, custom_entity_type: 'ApexClass', log_record_type: 'URI', user_id_token: 'other' },
      ),
    });
    const counted = async (excludeAutomation: boolean) => {
      const request = { metricKeys: [mau], attributions, excludeAutomation };
      return (await test.measure(request)).numbers[`${account1} ${mau}`];
    };
    expect(await counted(false)).toBe(2);
    expect(await counted(true)).toBe(1);
  });

  it('are told with the numbers of engagement, and with no others', async () => {
    const test = await opened([{ operations: ['INSERT'] }, { operations: ['UPDATE'] }]);
    await test.take({ [october]: logCsv(at) });
    const told = async (key: string) => {
      const { notices } = await test.measure({ metricKeys: [key], attributions });
      return notices.filter(({ code }) => code === 'INTERACTIONS_NARROWED');
    };
    expect(await told(`records.${tournaments}.Player`)).toEqual([]);
    expect(await told(mau)).toMatchObject([
      { count: 2, message: expect.stringContaining('2 rules') as string },
    ]);
  });

  it('take nothing from a summary, which does not know what was done', async () => {
    const summary = { 'PackageUsageSummary_2026-10.csv': summaryCsv({}) };
    const all = await bench();
    await all.take(summary);
    expect((await all.measure({ metricKeys: [mau], attributions })).numbers).toHaveProperty([
      `${account1} ${mau}`,
    ]);
    const narrowed = await opened([{ logRecordTypes: ['URI'] }]);
    await narrowed.take(summary);
    const { numbers, states } = await narrowed.measure({ metricKeys: [mau], attributions });
    expect(states).toEqual({ [mau]: 'no-data' });
    expect(numbers).toEqual({});
    const [metric] = (await narrowed.usage.catalogue([], 'calendar')).filter(
      ({ key }) => key === mau,
    );
    expect(metric?.latestDataPoint).toBeNull();
  });

  it('are not about the users of a feature, which has rules of its own', async () => {
    const test = await opened([{ logRecordTypes: ['LightningPageView'] }]);
    const player = { packageId: tournaments, entity: 'Player', entityType: 'CustomObject' };
    const feature = { id: 'it', label: 'It', components: [player] };
    await writeFile(test.featuresFile, JSON.stringify([feature]));
    await test.take({
      [october]: logCsv({ ...at, log_record_type: 'URI', custom_entity: 'Player' }),
    });
    const { numbers } = await test.measure({
      metricKeys: [mau, ofPackage, 'feature.it'],
      attributions,
    });
    expect(numbers).toEqual({ [`${account1} feature.it`]: 1 });
  });

  it('are read anew with each run', async () => {
    const test = await opened([{ operations: ['INSERT'] }]);
    await test.take({ [october]: logCsv({ ...at, operation_type: 'READ' }) });
    const count = async () =>
      (await test.measure({ metricKeys: [mau], attributions })).numbers[`${account1} ${mau}`];
    expect(await count()).toBeUndefined();
    await writeFile(activeUsersFile, JSON.stringify([{ operations: ['READ'] }]));
    await test.usage.refresh();
    expect(await count()).toBe(1);
  });

  it('that are wrong keep the connector from counting at all', async () => {
    await writeFile(activeUsersFile, '[]');
    await expect(bench({ activeUsersFile })).rejects.toThrow(/file of active users/);
  });
});
