import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/diagnosis.ts';
import type { SalesforceOptions } from '../../src/adapters/salesforce/open-salesforce.ts';
import { diagnose } from '../../src/stages/diagnose.ts';
import { MemoryOrganization } from '../stages/memory-organization.ts';
import { mappingPackage } from './isv-metadata.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';

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
  return diagnose({ ...isvapp.ports(), ...salesforce, isPinned });
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
      'licenses ok',
      'mappings ok',
    ]);
    expect(of(all, 'organization')[0]?.found).toContain(acme.org.organizationId);
    expect(of(all, 'package')[0]?.found).toBe('It has no namespace.');
    expect(of(all, 'licenses')[0]?.found).toContain('1 licences of 1 packages');
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

  it('tells that it is pinned to none', async () => {
    const [finding] = of(await findings({}, false), 'organization');
    expect(finding).toMatchObject({ state: 'warning' });
    expect(finding?.remedy).toContain('SALESFORCE_ORGANIZATION_ID');
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
