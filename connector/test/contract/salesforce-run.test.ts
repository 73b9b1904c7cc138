import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '@jsforce/jsforce-node';
import type { CatalogueMetric } from '../../src/domain/usage-report.ts';
import type { RunResult } from '../../src/domain/run.ts';
import type { Salesforce } from '../../src/adapters/salesforce/open-salesforce.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import { MemoryOrganization } from '../stages/memory-organization.ts';
import { mappingPackage } from './isv-metadata.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';
import { aMetric } from '../domain/a-mapping.ts';

const monthly = { name: 'Monthly', kind: 'Metric', field: 'MAU__c', metricKey: 'engagement.mau' };
const weekly = { name: 'Weekly', kind: 'Metric', field: 'WAU__c', metricKey: 'engagement.wau' };

const metric = (key: string): CatalogueMetric => aMetric(key, { latestDataPoint: '2026-10-31' });

let acme: SeededOrg;
let salesforce: Salesforce;
let witness: Connection;
/** ISVapp's side: usage to be told, and the directory to look at. Everything of the organization is the org's own. */
let isvapp: MemoryOrganization;
let accountId: string;
let runs = 0;

function measured(mau: number, wau: number): void {
  isvapp.numbers.set(
    accountId,
    new Map([
      [monthly.metricKey, mau],
      [weekly.metricKey, wau],
    ]),
  );
}

function run(): Promise<RunResult> {
  runs += 1;
  const runKey = `00000000-0000-4000-8000-${String(runs).padStart(12, '0')}`;
  return runSync(
    { runKey, trigger: 'CommandLine', dryRun: false, massChangeApproved: false },
    { ...isvapp.ports(), ...salesforce },
  );
}

async function stored(...fields: readonly string[]): Promise<readonly unknown[]> {
  const soql = `SELECT ${fields.join(', ')} FROM Account WHERE Id = '${accountId}'`;
  const { records } = await witness.query<Record<string, unknown>>(soql);
  return fields.map((field) => records[0]?.[field]);
}

beforeEach(async () => {
  acme = await seededOrg();
  salesforce = acme.open();
  witness = await acme.witness();
  [accountId = ''] = acme.insert('Account', [{ Name: 'Customer' }]);
  const [packageId] = acme.insert('sfLma__Package__c', [
    { Name: 'Acme Scheduling', sfLma__Package_ID__c: '0335g000000AbcDAAS' },
  ]);
  acme.insert('sfLma__License__c', [
    {
      sfLma__Account__c: accountId,
      sfLma__Package__c: packageId,
      sfLma__Status__c: 'Active',
      sfLma__Subscriber_Org_ID__c: '00D5g0000000001',
      sfLma__Expiration__c: '2027-06-30',
    },
  ]);
  isvapp = new MemoryOrganization();
  isvapp.catalogue = [metric(monthly.metricKey), metric(weekly.metricKey)];
  const period = { start: '2026-10-01', end: '2026-10-31' };
  isvapp.data
    .set(monthly.metricKey, { state: 'loaded', period })
    .set(weekly.metricKey, { state: 'loaded', period });
  measured(12, 5);
});

afterEach(() => acme[Symbol.asyncDispose]());

describe('a field that is changed between two runs', () => {
  it('is followed to its new name, with the value it holds', async () => {
    acme.deploy(mappingPackage([monthly, weekly]));
    expect((await run()).values).toMatchObject({ written: 2 });
    acme.org.renameField('Account', 'MAU__c', 'MonthlyUsers__c');
    expect(await run()).toMatchObject({
      status: 'Succeeded',
      values: { written: 0, unchanged: 2 },
    });
    measured(15, 5);
    expect(await run()).toMatchObject({
      status: 'Succeeded',
      values: { written: 1, unchanged: 1 },
    });
    expect(await stored('MonthlyUsers__c', 'WAU__c')).toEqual([15, 5]);
  });

  it('pauses its mapping when it was deleted, while the others are carried out', async () => {
    acme.deploy(mappingPackage([monthly, weekly]));
    await run();
    acme.org.deleteField('Account', 'WAU__c');
    measured(15, 6);
    const result = await run();
    expect(result).toMatchObject({
      status: 'Degraded',
      values: { read: 1, written: 1, failed: 0 },
    });
    expect(await stored('MAU__c')).toEqual([15]);
    const { records } = await witness.query<Record<string, unknown>>(
      `SELECT Mapping__c, ErrorCode__c, Explanation__c FROM SyncLogEntry__c WHERE SyncRun__r.RunKey__c = '${result.runKey}'`,
    );
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      Mapping__c: 'Weekly',
      ErrorCode__c: 'FIELD_NOT_FOUND',
      Explanation__c: expect.stringMatching(/deleted.*administrator/) as string,
    });
  });
});

describe('a renewal date from a Date/Time field', () => {
  it.each([
    ['America/Los_Angeles', '2026-12-31'],
    ['Asia/Tokyo', '2027-01-01'],
  ])('is the day in %s, where the org has its time', async (TimeZoneSidKey, date) => {
    acme.update('Organization', { Id: acme.org.organizationId, TimeZoneSidKey });
    acme.update('Account', { Id: accountId, RenewsAt__c: '2027-01-01T01:00:00.000Z' });
    acme.deploy(mappingPackage([{ name: 'Renewal', kind: 'RenewalDate', field: 'RenewsAt__c' }]));
    expect(await run()).toMatchObject({ status: 'Succeeded' });
    expect(isvapp.directory[0]?.renewal).toEqual({ date, source: 'override' });
  });
});
