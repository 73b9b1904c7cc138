import { describe, expect, it } from 'vitest';
import type { License } from '../../src/domain/license.ts';
import type { StartOptions } from '../../../scripts/local-org/start-options.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';

const subscriberOrg = (n: number) => `00D5g0000${String(n).padStart(6, '0')}`;

/** An org with so many licences of one package, every second of one Account. */
async function licensedOrg(count: number, options: StartOptions = {}): Promise<SeededOrg> {
  const acme = await seededOrg(options);
  const [accountId] = acme.insert('Account', [{ Name: 'Customer' }]);
  const [packageId] = acme.insert('sfLma__Package__c', [
    { Name: 'Acme Scheduling', sfLma__Package_ID__c: '0335g000000AbcDAAS' },
  ]);
  acme.org.transaction(() => {
    acme.insert(
      'sfLma__License__c',
      Array.from({ length: count }, (_, n) => ({
        sfLma__Status__c: 'Active',
        sfLma__Package__c: packageId,
        sfLma__Subscriber_Org_ID__c: subscriberOrg(n),
        sfLma__Seats__c: n,
        sfLma__Expiration__c: n % 3 === 0 ? '1970-01-01' : '2027-01-31',
        ...(n % 2 === 0 && { sfLma__Account__c: accountId }),
      })),
    );
  });
  return acme;
}

async function read(
  acme: SeededOrg,
  onBatch: (nth: number) => void = () => undefined,
): Promise<License[]> {
  const { connection, licenses } = acme.open();
  await connection.connect();
  const found: License[] = [];
  let nth = 0;
  for await (const batch of licenses.readLicenses()) {
    found.push(...batch);
    nth += 1;
    onBatch(nth);
  }
  return found;
}

const organizations = (found: readonly License[]) =>
  found.map(({ organizationId }) => organizationId).sort();
const expected = (count: number) =>
  Array.from({ length: count }, (_, n) => subscriberOrg(n)).sort();

describe('reading licences from an org', () => {
  it('spells each the one way the rules expect', async () => {
    await using acme = await seededOrg();
    const [accountId] = acme.insert('Account', [{ Name: 'Customer' }]);
    const [packageId] = acme.insert('sfLma__Package__c', [
      { Name: 'Acme Scheduling', sfLma__Package_ID__c: '0335g000000AbcDAAS' },
    ]);
    const [versionId] = acme.insert('sfLma__Package_Version__c', [
      { Name: '1.2', sfLma__Package__c: packageId },
    ]);
    acme.insert('sfLma__License__c', [
      {
        sfLma__Status__c: 'Active',
        sfLma__Account__c: accountId,
        sfLma__Package__c: packageId,
        sfLma__Subscriber_Org_ID__c: '00D5g0000000001',
        sfLma__Seats__c: 25,
        sfLma__Expiration__c: '2027-01-31',
        sfLma__Install_Date__c: '2025-03-01',
        sfLma__Org_Status_Formula__c: 'active',
      },
      {
        sfLma__Status__c: 'Uninstalled',
        sfLma__Package_Version__c: versionId,
        sfLma__Subscriber_Org_ID__c: '00D5g0000000002',
        sfLma__Seats__c: -1,
        sfLma__Expiration__c: '1970-01-01',
        sfLma__Subscriber_Org_Is_Sandbox__c: true,
      },
    ]);
    const [first, second] = await read(acme);
    expect(first).toMatchObject({
      name: 'L-00001',
      accountId,
      organizationId: '00D5g0000000001',
      packageId: '0335g000000AbcD',
      packageName: 'Acme Scheduling',
      status: 'ACTIVE',
      isTrialOverride: false,
      expiration: '2027-01-31',
      isSandbox: false,
      organizationStatus: 'ACTIVE',
      seats: 25,
      installDate: '2025-03-01',
    });
    expect(second).toMatchObject({
      accountId: null,
      packageId: '0335g000000AbcD',
      status: 'UNINSTALLED',
      expiration: null,
      isSandbox: true,
      seats: null,
    });
  });

  it('is complete over many pages', async () => {
    await using acme = await licensedOrg(23, { pageSize: 5 });
    expect(organizations(await read(acme))).toEqual(expected(23));
  });

  it.each([1, 2, 5])(
    'throws when page %i can not be had, and never returns the rest',
    async (page) => {
      await using acme = await licensedOrg(23, { pageSize: 5 });
      acme.running.faults.failNext(
        {
          soql: 'FROM sfLma__License__c',
          page,
          times: Infinity,
          where: ({ inComposite }) => !inComposite,
        },
        { status: 500, errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' },
      );
      await expect(read(acme)).rejects.toMatchObject({
        kind: 'transient',
        code: 'UNKNOWN_EXCEPTION',
      });
    },
  );

  it.each(['before', 'during', 'after'] as const)(
    'survives a connection that breaks %s a page',
    async (moment) => {
      await using acme = await licensedOrg(23, { pageSize: 5 });
      acme.running.faults.dropConnection({ operation: 'queryMore', page: 3 }, moment);
      expect(organizations(await read(acme))).toEqual(expected(23));
    },
  );

  it('survives a session that ends between two pages', async () => {
    await using acme = await licensedOrg(23, { pageSize: 5 });
    const found = await read(acme, (nth) => {
      if (nth === 2) acme.running.faults.expireTokens();
    });
    expect(organizations(found)).toEqual(expected(23));
  });

  it('survives an org that restarts between two pages', async () => {
    await using acme = await licensedOrg(23, { pageSize: 5 });
    let restarted: Promise<void> | undefined;
    const found = await read(acme, (nth) => {
      if (nth === 2) restarted = acme.running.faults.restart();
    });
    await restarted;
    expect(organizations(found)).toEqual(expected(23));
  });

  it('throws when the allowance is exhausted midway', async () => {
    await using acme = await licensedOrg(23, { pageSize: 5 });
    await expect(
      read(acme, (nth) => {
        if (nth === 2) acme.running.faults.exhaustAllowance();
      }),
    ).rejects.toMatchObject({ kind: 'quota', code: 'REQUEST_LIMIT_EXCEEDED' });
  });

  it('throws when the cursor expires midway, and says so', async () => {
    await using acme = await licensedOrg(23, { pageSize: 5 });
    await expect(
      read(acme, (nth) => {
        if (nth === 2) acme.running.faults.expireCursors();
      }),
    ).rejects.toMatchObject({ kind: 'incomplete', code: 'INVALID_QUERY_LOCATOR' });
  });

  it('throws when a field that licences are judged by is hidden, and names it', async () => {
    await using acme = await licensedOrg(3);
    acme.restrict([{ field: 'sfLma__License__c.sfLma__Expiration__c', access: 'hidden' }]);
    await expect(read(acme)).rejects.toMatchObject({
      kind: 'permission',
      code: 'LICENSE_FIELDS_HIDDEN',
      message: expect.stringContaining('sfLma__Expiration__c') as string,
    });
  });
});

describe('reading licences by a Bulk job', () => {
  const many = 12_001;

  it('is complete, and takes fewer calls than pages would', async () => {
    await using acme = await licensedOrg(many);
    const found = await read(acme);
    expect(organizations(found)).toEqual(expected(many));
    const perpetual = found.filter(({ expiration }) => expiration === null);
    expect(perpetual).toHaveLength(Math.ceil(many / 3));
    expect(found.filter(({ accountId }) => accountId === null)).toHaveLength(Math.floor(many / 2));
    expect(
      found.every(({ seats, organizationId }) => subscriberOrg(seats ?? -1) === organizationId),
    ).toBe(true);
    expect(acme.running.apiUsage.countByOperation()).toMatchObject({ composite: 1, bulkQuery: 3 });
  });

  it.each(['before', 'during', 'after'] as const)(
    'survives a connection that breaks %s its results',
    async (moment) => {
      await using acme = await licensedOrg(many);
      acme.running.faults.dropConnection({ operation: 'bulkQuery', path: '/results' }, moment);
      expect(organizations(await read(acme))).toEqual(expected(many));
    },
  );

  it('survives that the answer to its start was lost', async () => {
    await using acme = await licensedOrg(many);
    acme.running.faults.loseJobAnswer();
    expect(organizations(await read(acme))).toEqual(expected(many));
  });

  it('throws when the allowance is exhausted before the results', async () => {
    await using acme = await licensedOrg(many);
    acme.running.faults.failNext(
      { operation: 'bulkQuery', path: '/results', times: Infinity },
      {
        status: 403,
        errorCode: 'REQUEST_LIMIT_EXCEEDED',
        message: 'TotalRequests Limit exceeded.',
      },
    );
    await expect(read(acme)).rejects.toMatchObject({ kind: 'quota' });
  });
});
