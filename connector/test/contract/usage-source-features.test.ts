import { writeFile } from 'node:fs/promises';
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
  tournaments,
  type Bench,
  type Cells,
} from './usage-source-bench.ts';

const october = 'PackageUsageLog_2026-10.csv';
const own = [attribution(account1, org1, tournaments), attribution(account1, org1, scheduling)];
const users = 'feature.it';
const events = 'feature.it.events';
const player = { packageId: tournaments, entity: 'Player', entityType: 'CustomObject' };
const schedule = { packageId: scheduling, entity: 'Schedule', entityType: 'CustomObject' };

/** A bench with one feature and October's rows; both packages appear. */
async function featureBench(
  components: readonly object[],
  ...rows: readonly Cells[]
): Promise<Bench> {
  const test = await bench();
  await writeFile(test.featuresFile, JSON.stringify([{ id: 'it', label: 'It', components }]));
  const at = { timestamp_derived: '2026-10-05T08:00:00.000Z' };
  const other = { ...at, custom_entity: 'Other', user_id_token: 'other' };
  await test.take({
    [october]: logCsv(
      other,
      { ...other, package_id: scheduling },
      ...rows.map((row) => ({ ...at, ...row })),
    ),
  });
  return test;
}

async function counted(test: Bench, excludeAutomation = false): Promise<readonly unknown[]> {
  const { numbers } = await test.measure({
    metricKeys: [users, events],
    attributions: own,
    excludeAutomation,
  });
  return [numbers[`${account1} ${users}`], numbers[`${account1} ${events}`]];
}

describe('a feature', () => {
  it('counts distinct users and the sum of operations over components of several packages', async () => {
    const test = await featureBench(
      [player, schedule],
      { operation_count: 5 },
      { operation_count: 2, user_id_token: '005-b=' },
      { package_id: scheduling, custom_entity: 'Schedule', operation_count: 10 },
      { custom_entity_type: 'ApexClass', user_id_token: '005-c=' },
      { package_id: scheduling, user_id_token: '005-d=' },
    );
    expect(await counted(test)).toEqual([2, 17]);
  });

  it('counts a row once that matches two of its components', async () => {
    const test = await featureBench(
      [player, { ...player, operations: ['READ'] }, { ...player, logRecordTypes: ['URI'] }],
      { operation_count: 5 },
    );
    expect(await counted(test)).toEqual([1, 5]);
  });

  it('takes a row without a count for one operation, and a count of 0 for none', async () => {
    const page = { packageId: tournaments, entity: 'Bracket', entityType: 'LightningPage' };
    const row = {
      custom_entity: 'Bracket',
      custom_entity_type: 'LightningPage',
      operation_type: '',
    };
    const test = await featureBench(
      [page],
      { ...row, operation_count: '' },
      { ...row, operation_count: '' },
      { ...row, operation_count: 0 },
    );
    expect(await counted(test)).toEqual([1, 2]);
  });

  it.each([
    ['Player', 'CustomObject'],
    ['player', 'customobject'],
    ['acme__Player__c', 'CustomObject'],
    ['Player__C', 'CUSTOMOBJECT'],
  ])('compares names without namespace, suffix and case: %s, %s', async (entity, entityType) => {
    const test = await featureBench([player], {
      custom_entity: entity,
      custom_entity_type: entityType,
    });
    expect(await counted(test)).toEqual([1, 1]);
    const reversed = await featureBench([{ ...player, entity, entityType }], {});
    expect(await counted(reversed)).toEqual([1, 1]);
  });

  it('tells an external object from a custom one', async () => {
    const test = await featureBench(
      [player],
      { custom_entity: 'Player__x' },
      { custom_entity: 'acme__Player__x' },
    );
    expect(await counted(test)).toEqual([undefined, undefined]);
  });

  it('is refined by operations and by log record types', async () => {
    const rows: Cells[] = [
      { operation_type: 'INSERT', operation_count: 2 },
      {
        operation_type: 'insert',
        log_record_type: 'RestApi',
        operation_count: 3,
        user_id_token: '005-b=',
      },
      {
        operation_type: 'DELETE',
        log_record_type: 'RestApi',
        operation_count: 7,
        user_id_token: '005-c=',
      },
    ];
    const creates = await featureBench([{ ...player, operations: ['INSERT'] }], ...rows);
    expect(await counted(creates)).toEqual([2, 5]);
    const rest = await featureBench([{ ...player, logRecordTypes: ['RestApi'] }], ...rows);
    expect(await counted(rest)).toEqual([2, 10]);
    const both = await featureBench(
      [{ ...player, operations: ['Insert'], logRecordTypes: ['restapi'] }],
      ...rows,
    );
    expect(await counted(both)).toEqual([1, 3]);
  });

  it('counts operations without a user, but no user', async () => {
    const test = await featureBench([player], { user_id_token: '', operation_count: 4 });
    expect(await counted(test)).toEqual([undefined, 4]);
  });

  it('leaves automation out of users where asked to, never out of operations', async () => {
    const test = await featureBench(
      [player],
      { log_record_type: 'CronJob', operation_count: 4 },
      { user_id_token: '005-b=', operation_count: 1 },
    );
    expect(await counted(test)).toEqual([2, 5]);
    expect(await counted(test, true)).toEqual([1, 5]);
  });

  it('counts each package for the Account that has its licence', async () => {
    const test = await featureBench(
      [player, schedule],
      { operation_count: 1 },
      { package_id: scheduling, custom_entity: 'Schedule', operation_count: 10 },
      { organization_id: org2, operation_count: 100 },
    );
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account1, org2, tournaments),
      attribution(account2, org1, scheduling),
    ];
    const { numbers } = await test.measure({ metricKeys: [users, events], attributions });
    expect(numbers).toEqual({
      [`${account1} ${users}`]: 2,
      [`${account1} ${events}`]: 101,
      [`${account2} ${users}`]: 1,
      [`${account2} ${events}`]: 10,
    });
  });

  it('leaves out sandboxes', async () => {
    const test = await featureBench([player], { organization_type: 'Sandbox', operation_count: 9 });
    expect(await counted(test)).toEqual([undefined, undefined]);
  });

  it('has no data where one of its packages never appeared', async () => {
    const test = await bench();
    await writeFile(
      test.featuresFile,
      JSON.stringify([{ id: 'it', label: 'It', components: [player, schedule] }]),
    );
    await test.take({ [october]: logCsv({ timestamp_derived: '2026-10-05T08:00:00.000Z' }) });
    const { states, numbers } = await test.measure({
      metricKeys: [users, events],
      attributions: own,
    });
    expect(states).toEqual({ [users]: 'no-data', [events]: 'no-data' });
    expect(numbers).toEqual({});
  });

  it('is counted in the period of MAU, and from an older one where logs are missing', async () => {
    const test = await featureBench(
      [player, schedule],
      {},
      { timestamp_derived: '2026-10-31T23:59:59.999Z', user_id_token: '005-b=' },
    );
    await test.take({
      'PackageUsageLog_2026-11-01_2026-11-22.csv': logCsv(
        { user_id_token: '005-november=' },
        { package_id: scheduling, custom_entity: 'Other', user_id_token: 'other' },
      ),
    });
    const request = { metricKeys: [users], attributions: own };
    const calendar = await test.measure(request);
    expect(calendar.states).toEqual({ [users]: 'loaded 2026-10-01/2026-10-31' });
    expect(Object.values(calendar.numbers)).toEqual([2]);
    const rolling = await test.measure({ ...request, window: 'rolling' });
    expect(rolling.states).toEqual({ [users]: 'loaded 2026-10-24/2026-11-22' });
    expect(Object.values(rolling.numbers)).toEqual([2]);
  });

  it('that is being recalculated is not counted', async () => {
    const test = await featureBench([player], {});
    await writeFile(
      test.featuresFile,
      JSON.stringify([{ id: 'it', label: 'It', recalculating: true, components: [player] }]),
    );
    const { states, numbers } = await test.measure({ metricKeys: [users], attributions: own });
    expect(states).toEqual({ [users]: 'recalculating' });
    expect(numbers).toEqual({});
  });

  it('counts by one definition until the next refresh, by the new one from then on', async () => {
    const test = await featureBench([player], { custom_entity: 'Team', operation_count: 3 });
    expect(await counted(test)).toEqual([undefined, undefined]);
    const defined = await test.usage.features();
    await writeFile(
      test.featuresFile,
      JSON.stringify([{ id: 'it', label: 'It', components: [{ ...player, entity: 'Team' }] }]),
    );
    expect(await counted(test)).toEqual([undefined, undefined]);
    expect(await test.usage.features()).toEqual(defined);
    await test.usage.refresh();
    expect(await counted(test)).toEqual([1, 3]);
  });
});
