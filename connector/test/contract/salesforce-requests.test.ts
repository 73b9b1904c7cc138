import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Salesforce } from '../../src/adapters/salesforce/open-salesforce.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';

describe('Requests that are records', () => {
  let seeded: SeededOrg;
  let salesforce: Salesforce;
  beforeAll(async () => {
    seeded = await seededOrg();
    salesforce = seeded.open({ packageNamespace: '' });
  });
  afterAll(() => seeded[Symbol.asyncDispose]());

  it('for runs are found with the schedule, by one call', async () => {
    const key = (last: number) => `7a1f6d0e-0000-4000-8000-00000000000${last}`;
    seeded.insert('SyncRun__c', [
      { RunKey__c: key(1), Status__c: 'Requested', DryRun__c: true, MassChangeApproved__c: false },
      { RunKey__c: key(2), Status__c: 'Requested', DryRun__c: false, MassChangeApproved__c: true },
      { RunKey__c: key(3), Status__c: 'Running', CancelRequested__c: true },
      { RunKey__c: key(4), Status__c: 'Running' },
      { RunKey__c: "made by hand'", Status__c: 'Requested' },
    ]);
    const before = salesforce.connection.requestCount();
    const found = await salesforce.requests.readRequests();
    expect(salesforce.connection.requestCount() - before).toBe(1);
    expect(found).toEqual({
      requested: [
        { runKey: key(1), trigger: 'Request', dryRun: true, massChangeApproved: false },
        { runKey: key(2), trigger: 'Request', dryRun: false, massChangeApproved: true },
      ],
      schedule: { dailyStart: '23:30', timeZone: 'UTC' },
      apiReservePercent: 10,
    });
    expect(await salesforce.requests.isCancelRequested(key(3))).toBe(true);
    expect(await salesforce.requests.isCancelRequested(key(4))).toBe(false);
    expect(await salesforce.requests.isCancelRequested("made by hand'")).toBe(false);
  });

  it('for clearing are found by the connector’s own user, and settled by it', async () => {
    const change = { Action__c: 'Remove', AccountField__c: 'MAU__c', ClearValues__c: true };
    const [pending, failing] = seeded.insert('MappingChange__c', [
      { ...change, Mapping__c: 'Mau', MappingLabel__c: 'Monthly users', ClearState__c: 'Pending' },
      { ...change, Mapping__c: 'Wau', ClearState__c: 'Pending' },
      { ...change, Mapping__c: 'Dau', ClearState__c: 'Withdrawn' },
      { ...change, Mapping__c: 'Old', ClearState__c: 'Done' },
    ]) as [string, string];
    expect(await salesforce.clearRequests.pending()).toEqual([
      { id: pending, mapping: 'Mau', label: 'Monthly users', field: 'MAU__c' },
      { id: failing, mapping: 'Wau', label: 'Wau', field: 'MAU__c' },
    ]);
    await salesforce.clearRequests.settle([
      { id: pending, state: 'Done', message: '' },
      { id: failing, state: 'Failed', message: 'why not' },
    ]);
    expect(await salesforce.clearRequests.pending()).toEqual([]);
    const witness = await seeded.witness();
    const { records } = await witness.query(
      "SELECT Mapping__c, ClearState__c, Message__c FROM MappingChange__c WHERE Mapping__c IN ('Mau', 'Wau') ORDER BY Mapping__c",
    );
    expect(records).toMatchObject([
      { Mapping__c: 'Mau', ClearState__c: 'Done', Message__c: null },
      { Mapping__c: 'Wau', ClearState__c: 'Failed', Message__c: 'why not' },
    ]);
  });
});
