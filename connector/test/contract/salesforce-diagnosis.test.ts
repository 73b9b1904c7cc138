import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/diagnosis.ts';
import type { SalesforceOptions } from '../../src/adapters/salesforce/open-salesforce.ts';
import { diagnose, type DiagnosisPorts } from '../../src/stages/diagnose.ts';
import { MemoryOrganization } from '../stages/memory-organization.ts';
import { mappingPackage, requestAccessPackage } from './isv-metadata.ts';
import { integrationUser, seededOrg, type SeededOrg } from './seeded-org.ts';

let acme: SeededOrg;
beforeEach(async () => {
  acme = await seededOrg();
  const [accountId] = acme.insert('Account', [{ Name: 'Customer' }]);
  const [packageId] = acme.insert('sfLma__Package__c', [
    { Name: 'Acme Scheduling', sfLma__Package_ID__c: '0335g000000AbcDAAS' },
  ]);
  acme.insert('sfLma__License__c', [
    { sfLma__Account__c: accountId, sfLma__Package__c: packageId, sfLma__Status__c: 'Active' },
  ]);
});
afterEach(() => acme[Symbol.asyncDispose]());

async function findings(
  options: Partial<SalesforceOptions> = {},
  isPinned = true,
  known: Partial<DiagnosisPorts> = {},
): Promise<readonly Finding[]> {
  const isvapp = new MemoryOrganization();
  isvapp.catalogue = [
    {
      key: 'engagement.mau',
      label: 'Monthly active users',
      category: 'Engagement',
      packageId: null,
      packageName: null,
      unit: 'ActiveUsers',
      latestDataPoint: '2026-10-31',
      state: 'Ready',
    },
  ];
  const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
  const salesforce = acme.open({ clock, ...options });
  return diagnose({
    ...isvapp.ports(),
    ...salesforce,
    fetchesUsage: true,
    ...known,
    clock,
    isPinned,
  });
}

function states(all: readonly Finding[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.map(({ check, state }) => [check, state]));
}

function of(all: readonly Finding[], check: string): readonly Finding[] {
  return all.filter((finding) => finding.check === check);
}

const monthly = { name: 'Monthly', kind: 'Metric', field: 'MAU__c', metricKey: 'engagement.mau' };

describe('a diagnosis of an organization', () => {
  it('finds nothing where all is well, and changes nothing', async () => {
    acme.deploy(mappingPackage([monthly]));
    const all = await findings({ packageNamespace: undefined });
    expect(all.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'connection ok',
      'organization ok',
      'package ok',
      'clock ok',
      'allowance ok',
      'log ok',
      'app-analytics ok',
      'licenses ok',
      'mappings ok',
    ]);
    expect(of(all, 'organization')[0]?.found).toContain(acme.org.organizationId);
    expect(of(all, 'package')[0]?.found).toBe('It has no namespace.');
    expect(of(all, 'licenses')[0]?.found).toContain('1 licenses of 1 packages');
    const witness = await acme.witness();
    expect((await witness.query('SELECT Id FROM SyncRun__c')).totalSize).toBe(0);
  });

  it('names the mapping whose field is not there for the integration user', async () => {
    acme.deploy(mappingPackage([monthly]));
    acme.org.deleteField('Account', 'MAU__c');
    const [finding] = of(await findings(), 'mappings');
    expect(finding).toMatchObject({ state: 'failed' });
    expect(finding?.found).toContain('(Monthly)');
    expect(finding?.remedy).toMatch(/administrator/);
  });

  it.each([
    ['hidden', 'hidden'],
    ['read-only', 'read-only'],
  ] as const)('names the mapping whose field is %s for the integration user', async (_, access) => {
    acme.deploy(mappingPackage([monthly]));
    acme.restrict([{ field: 'Account.MAU__c', access }]);
    const [finding] = of(await findings(), 'mappings');
    expect(finding).toMatchObject({ state: 'failed' });
    expect(finding?.found).toContain('MAU__c');
    expect(finding?.remedy).toMatch(/administrator/);
  });

  it('names the field of licences that is hidden, and what gives it back', async () => {
    acme.restrict([{ field: 'sfLma__License__c.sfLma__Expiration__c', access: 'hidden' }]);
    const [finding] = of(await findings(), 'licenses');
    expect(finding).toMatchObject({ state: 'failed' });
    expect(`${finding?.found} ${finding?.remedy}`).toMatch(/sfLma__Expiration__c.*administrator/s);
  });

  it('names what the permission set would give, where it is not assigned', async () => {
    const witness = await acme.witness();
    const { records } = await witness.query(
      "SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'IsvappConnector'",
    );
    await witness.sobject('PermissionSetAssignment').delete(records.map(({ Id }) => String(Id)));
    const all = await findings();
    const problem = all.find(({ state }) => state === 'failed');
    expect(`${problem?.found} ${problem?.remedy}`).toContain('IsvappConnector');
  });

  it.each([
    [true, /lacks AppAnalyticsQueryRequest: create[,.]/],
    [false, /lacks AppAnalyticsQueryRequest: read, AppAnalyticsQueryRequest: create\.$/],
  ])(
    'names what is missing to ask App Analytics, where the connector fetches (reads requests: %s)',
    async (mayRead, words) => {
      acme.deploy(requestAccessPackage(mayRead));
      const [finding] = of(await findings(), 'app-analytics');
      expect(finding).toMatchObject({ state: 'failed' });
      expect(finding?.found).toMatch(words);
      expect(finding?.remedy).toMatch(/administrator.*ANALYTICS_FETCH=false/);
      expect(of(await findings({}, true, { fetchesUsage: false }), 'app-analytics')).toEqual([]);
    },
  );

  it('names the fields of requests that are hidden, or not to be written', async () => {
    acme.restrict([
      { field: 'AppAnalyticsQueryRequest.DownloadUrl', access: 'hidden' },
      { field: 'AppAnalyticsQueryRequest.PackageIds', access: 'read-only' },
    ]);
    const [finding] = of(await findings(), 'app-analytics');
    expect(finding?.found).toBe(
      'The integration user lacks AppAnalyticsQueryRequest.DownloadUrl: read, AppAnalyticsQueryRequest.PackageIds: edit.',
    );
  });

  it('tells that few calls are left, and that none are', async () => {
    acme.deploy(mappingPackage([monthly]));
    acme.running.faults.exhaustAllowance(20);
    const [finding] = of(await findings(), 'allowance');
    expect(finding).toMatchObject({
      state: expect.stringMatching(/warning|failed/) as string,
      remedy: expect.stringContaining('administrator') as string,
    });
  });

  it.each([
    [60, 'ok'],
    [10, 'warning'],
    [-1, 'failed'],
  ])('judges a certificate that is good for %i more days as %s', async (days, state) => {
    const certificateExpiresAt = new Date(Date.now() + days * 86_400_000);
    const [finding] = of(await findings({}, true, { certificateExpiresAt }), 'certificate');
    expect(finding?.state).toBe(state);
    expect(finding?.remedy ?? '').toMatch(state === 'ok' ? /^$/ : /administrator/);
  });

  it('does not get in with another key, and says where to look', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const auth = {
      kind: 'jwt',
      clientId: acme.running.client.clientId,
      username: integrationUser,
      privateKeyPem,
    } as const;
    const [finding] = of(await findings({ auth }), 'connection');
    expect(finding).toMatchObject({ state: 'failed' });
    expect(`${finding?.found} ${finding?.remedy}`).toMatch(
      /certificate belongs to the private key/,
    );
  });

  it('tells that it is pinned to none', async () => {
    const [finding] = of(await findings({}, false), 'organization');
    expect(finding).toMatchObject({ state: 'warning' });
    expect(finding?.remedy).toContain('SALESFORCE_ORGANIZATION_ID');
  });

  it.each([
    ['1.4', 'Its namespace is isvapp, its version is 1.4.'],
    [undefined, 'Its namespace is isvapp, its version is not told to the integration user.'],
  ])('tells namespace and version of the package (%s)', async (version, words) => {
    const { health } = acme.open();
    const all = await findings({}, true, {
      packageNamespace: () => Promise.resolve('isvapp'),
      health: { ...health, packageVersion: () => Promise.resolve(version) },
    });
    expect(of(all, 'package')).toEqual([{ check: 'package', state: 'ok', found: words }]);
  });

  it('goes on past a package that is not there', async () => {
    const all = await findings({ packageNamespace: 'no spaces' });
    expect(states(all)).toMatchObject({ connection: 'ok', package: 'failed', mappings: 'skipped' });
  });

  it('does not get past the wrong organization', async () => {
    const all = await findings({ expectedOrganizationId: '00D000000000999AAA' });
    expect(states(all)).toMatchObject({
      connection: 'failed',
      organization: 'skipped',
      clock: 'ok',
      log: 'skipped',
      'app-analytics': 'skipped',
    });
  });

  it.each([
    [-600_000, 'behind'],
    [600_000, 'ahead of'],
  ])(
    'sees a clock that is off by %i ms, whatever else it keeps from working',
    async (ms, words) => {
      const clock = { now: () => new Date(Date.now() + ms), sleep: () => Promise.resolve() };
      const [finding] = of(await findings({ clock }), 'clock');
      expect(finding).toMatchObject({ state: 'failed' });
      expect(finding?.found).toMatch(new RegExp(`(599|600|601) s ${words}`));
    },
  );
});
