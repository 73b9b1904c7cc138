import { describe, expect, it } from 'vitest';
import { companyName } from '../customers/company-name.ts';
import { cornerCases } from '../customers/corner-cases.ts';
import type { SampleLicense } from '../customers/sample-license.ts';
import { id18 } from '../salesforce-id.ts';
import { sampleIsv, type SampleIsv } from '../sample-isv.ts';

const options = { seed: 7, accounts: 300, today: '2026-11-24', days: 60 };
const isv = sampleIsv(options);

const licensesOf = (accountKey: string): SampleLicense[] =>
  isv.licenses.filter((license) => license.accountKey === accountKey);

const groups = <T>(items: readonly T[], key: (item: T) => string): T[][] => [
  ...Map.groupBy(items, key).values(),
];

const orgAndPackage = (license: SampleLicense): string =>
  `${license.orgKey} ${license.key.split('/')[2] ?? ''}`;

describe('sampleIsv', () => {
  it('is the same for the same options and another for another seed', () => {
    expect(sampleIsv(options)).toEqual(isv);
    expect(sampleIsv({ ...options, seed: 8 }).orgs).not.toEqual(isv.orgs);
  });

  it('has as many Accounts as asked for, with different keys and names', () => {
    expect(isv.accounts).toHaveLength(300);
    const large = sampleIsv({ ...options, accounts: 5000 });
    expect(new Set(large.accounts.map(({ key }) => key)).size).toBe(5000);
    expect(new Set(large.accounts.map(({ fields }) => fields.Name)).size).toBe(5000);
  });

  it('gives a customer no other orgs and licenses because there are more customers', () => {
    const large = sampleIsv({ ...options, accounts: 2000 });
    expect(large.accounts.slice(0, 300)).toEqual(isv.accounts);
    expect(large.licenses.slice(0, isv.licenses.length)).toEqual(isv.licenses);
  });

  it('gives every org an id of its own, 15 characters', () => {
    const large = sampleIsv({ ...options, accounts: 5000 });
    const ids = large.orgs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^00D[0-9A-Za-z]{12}$/.test(id))).toBe(true);
  });

  it('refuses options that make no sense', () => {
    expect(() => sampleIsv({ ...options, today: '24.11.2026' })).toThrow('is not a date');
    expect(() => sampleIsv({ ...options, lastDay: '2026-02-30' })).toThrow('is not a date');
    expect(() => sampleIsv({ ...options, accounts: 0 })).toThrow('at least 1 for accounts');
  });

  it('refers to nothing that is not there', () => {
    const keys = (items: readonly { key: string }[]): Set<string> =>
      new Set(items.map(({ key }) => key));
    const versions = keys(isv.packages.flatMap((each) => each.versions));
    for (const license of isv.licenses) {
      expect(keys(isv.orgs).has(license.orgKey)).toBe(true);
      if (license.accountKey) expect(keys(isv.accounts).has(license.accountKey)).toBe(true);
      if (license.packageKey) expect(keys(isv.packages).has(license.packageKey)).toBe(true);
      if (license.versionKey) expect(versions.has(license.versionKey)).toBe(true);
    }
  });

  it('ends an Account block without pointing at an Account that is not there', () => {
    for (let accounts = 1; accounts < 70; accounts++) {
      const small = sampleIsv({ ...options, accounts });
      const keys = new Set(small.accounts.map(({ key }) => key));
      const strays = small.licenses.filter(({ accountKey }) => accountKey && !keys.has(accountKey));
      expect(strays).toEqual([]);
    }
  });
});

describe('companyName', () => {
  it('gives every number another name, also after all combinations are used up', () => {
    const names = Array.from({ length: 50_000 }, (_, number) => companyName(number));
    expect(new Set(names).size).toBe(50_000);
  });
});

describe('packages and features', () => {
  it('have ids whose 18 characters check', () => {
    for (const sold of isv.packages) {
      expect(sold.id).toBe(id18(sold.id15));
      expect(sold.id15).toMatch(/^033/);
      for (const version of sold.versions) {
        expect(version.id).toMatch(/^04t.{15}$/);
        expect(version.id).toBe(id18(version.id.slice(0, 15)));
      }
    }
  });

  it('name components without namespace and without __c', () => {
    const names = isv.packages.flatMap((sold) => sold.components.map(({ name }) => name));
    expect(names.filter((name) => name.includes('__'))).toEqual([]);
  });

  it('are tied: every component of a feature is in the package it names', () => {
    for (const component of isv.features.flatMap((feature) => feature.components)) {
      const sold = isv.packages.find(({ id }) => id === component.packageId);
      expect(sold?.components).toContainEqual({
        name: component.entity,
        type: component.entityType,
      });
    }
  });

  it('include the Tournament of the specification: an object of one package and an object of another', () => {
    const tournament = isv.features.find(({ id }) => id === 'tournament');
    const [tournaments, scheduling] = isv.packages;
    expect(tournament).toEqual({
      id: 'tournament',
      label: 'Tournament',
      recalculating: false,
      components: [
        { packageId: tournaments?.id, entity: 'Player', entityType: 'CustomObject' },
        { packageId: scheduling?.id, entity: 'Schedule', entityType: 'CustomObject' },
      ],
    });
  });

  it('include a feature refined by operations, one by log record types, one being recalculated', () => {
    const components = isv.features.flatMap((feature) => feature.components);
    expect(components.some(({ operations }) => operations)).toBe(true);
    expect(components.some(({ logRecordTypes }) => logRecordTypes)).toBe(true);
    expect(isv.features.filter(({ recalculating }) => recalculating)).toHaveLength(1);
  });
});

/** What has to be found among the licenses of a sample of the default size, by their fields alone. */
const present: [string, (license: SampleLicense) => boolean][] = [
  ['an expiration of 1970-01-01', (l) => l.expiration === '1970-01-01'],
  ['a blank expiration', (l) => l.expiration === null],
  ['an active one that expired yesterday', (l) => isActive(l) && l.expiration === '2026-11-23'],
  ['an active one whose last day is today', (l) => isActive(l) && l.expiration === '2026-11-24'],
  ['an active one whose last day is tomorrow', (l) => isActive(l) && l.expiration === '2026-11-25'],
  [
    'record type Expired with status Active',
    (l) => l.recordType === 'Expired' && isActiveStatus(l),
  ],
  ['record type Suspended', (l) => l.recordType === 'Suspended' && l.status === 'Suspended'],
  ['record type Trial', (l) => l.recordType === 'Trial' && l.status === 'Trial'],
  ['record type Uninstalled', (l) => l.recordType === 'Uninstalled' && l.usedLicenses === null],
  ['no record type', (l) => l.recordType === null && isActiveStatus(l)],
  ['a trial by the checkbox only', (l) => l.isTrial && isActive(l)],
  ['seats -1', (l) => l.seats === -1 && l.usedLicenses === null],
  ['blank seats', (l) => l.seats === null && l.usedLicenses === null],
  ['0 seats', (l) => l.seats === 0],
  ['a sandbox', (l) => l.isSandbox && l.seats === -1],
  ['a deleted org', (l) => l.orgStatus === 'DELETED'],
  ['an org about to be deleted, in small letters', (l) => l.orgStatus === 'pending_delete'],
  ['a suspended org', (l) => l.orgStatus === 'SUSPENDED'],
  ['a blank org status', (l) => l.orgStatus === null],
  ['a trial org with its end', (l) => l.orgTrialExpiration !== null],
  ['a package version only', (l) => l.packageKey === null && l.versionKey !== null],
  ['neither package nor version', (l) => l.packageKey === null && l.versionKey === null],
  ['a Lead without an Account', (l) => l.accountKey === null && l.leadCompany !== null],
  ['an org id of 15 characters', (l) => l.subscriberOrgId.length === 15],
  ['an org id of 18 characters', (l) => l.subscriberOrgId === id18(l.subscriberOrgId.slice(0, 15))],
];

function isActive(license: SampleLicense): boolean {
  return license.recordType === 'Active' && isActiveStatus(license);
}

function isActiveStatus(license: SampleLicense): boolean {
  return license.status === 'Active';
}

describe('licenses of a sample of the default size', () => {
  it.each(present)('include %s', (_, isIt) => {
    expect(isv.licenses.some(isIt)).toBe(true);
  });

  it('include two of one org and package, once both active with different seats and once only one active', () => {
    const twins = groups(isv.licenses, orgAndPackage).filter(({ length }) => length > 1);
    const bothActive = twins.filter((pair) => pair.every(isActive));
    expect(bothActive.some(([one, two]) => one?.seats !== two?.seats)).toBe(true);
    expect(twins.some((pair) => pair.filter(isActive).length === 1)).toBe(true);
  });

  it('include an Account with several production orgs, and one whose two packages are in two orgs', () => {
    const production = isv.licenses.filter(({ isSandbox }) => !isSandbox);
    const byAccount = groups(production, ({ accountKey }) => accountKey ?? '');
    const orgs = (group: SampleLicense[]): number => new Set(group.map((l) => l.orgKey)).size;
    const packages = (group: SampleLicense[]): number =>
      new Set(group.map((l) => l.packageKey)).size;
    expect(byAccount.some((group) => orgs(group) > 1)).toBe(true);
    expect(byAccount.some((g) => g.length === 2 && orgs(g) === 2 && packages(g) === 2)).toBe(true);
  });

  it('include an org whose packages belong to two Accounts', () => {
    const owned = isv.licenses.filter(({ accountKey }) => accountKey !== null);
    const byOrg = groups(owned, ({ orgKey }) => orgKey);
    expect(byOrg.some((group) => new Set(group.map((l) => l.accountKey)).size === 2)).toBe(true);
  });

  it('include two Accounts whose org ids differ in the case of a letter only', () => {
    const ids = [...new Set(isv.licenses.map((license) => license.subscriberOrgId.slice(0, 15)))];
    const folded = new Set(ids.map((id) => id.toLowerCase()));
    expect(folded.size).toBe(ids.length - 1);
  });

  it('leave some Accounts out, and some with nothing but trial, sandbox or uninstalled ones', () => {
    const all = isv.accounts.map(({ key }) => licensesOf(key));
    const only = (isIt: (license: SampleLicense) => boolean): number =>
      all.filter((group) => group.length > 0 && group.every(isIt)).length;
    expect(all.filter(({ length }) => length === 0).length).toBeGreaterThan(5);
    expect(only(({ recordType }) => recordType === 'Trial')).toBeGreaterThan(1);
    expect(only(({ recordType }) => recordType === 'Uninstalled')).toBeGreaterThan(1);
    expect(only(({ isSandbox }) => isSandbox)).toBeGreaterThan(0);
  });

  it('are mostly active, as a healthy business has it', () => {
    const shares = (name: SampleLicense['recordType']): number =>
      isv.licenses.filter(({ recordType }) => recordType === name).length / isv.licenses.length;
    expect(shares('Active')).toBeGreaterThan(0.65);
    expect(shares('Active')).toBeLessThan(0.9);
    for (const name of ['Trial', 'Expired', 'Suspended', 'Uninstalled'] as const) {
      expect(shares(name)).toBeGreaterThan(0.01);
      expect(shares(name)).toBeLessThan(0.15);
    }
  });

  it('say where each corner case is, every one once per 300 Accounts', () => {
    const names = (sample: SampleIsv): string[] => sample.cornerCases.map(({ name }) => name);
    expect(names(isv)).toEqual(cornerCases.map(({ name }) => name));
    expect(names(sampleIsv({ ...options, accounts: 900 }))).toHaveLength(3 * cornerCases.length);
    for (const { licenseKeys } of isv.cornerCases) expect(licenseKeys).not.toEqual([]);
  });
});

describe('orgs', () => {
  it('include some that no license here knows', () => {
    const known = new Set(isv.licenses.map(({ orgKey }) => orgKey));
    const strays = isv.orgs.filter(({ key }) => !known.has(key) && key.startsWith('ACC-1'));
    expect(strays).toHaveLength(12);
  });

  it('are mostly small and sometimes large, with the mean that was asked for', () => {
    const large = sampleIsv({ ...options, accounts: 5000, usersPerOrg: 20 });
    const sizes = large.orgs
      .filter(({ type }) => type === 'Production')
      .map(({ internalUsers }) => internalUsers)
      .sort((a, b) => b - a);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const topTenth = sizes.slice(0, sizes.length / 10).reduce((sum, size) => sum + size, 0);
    expect(total / sizes.length).toBeGreaterThan(16);
    expect(total / sizes.length).toBeLessThan(24);
    expect(topTenth / total).toBeGreaterThan(0.4);
    expect(sizes.at(-1)).toBeLessThan(8);
  });

  it('copy a sandbox from the production org of the same customer', () => {
    const sandboxes = isv.orgs.filter(({ type }) => type === 'Sandbox');
    const ids = new Set(isv.orgs.filter(({ type }) => type === 'Production').map(({ id }) => id));
    expect(sandboxes.length).toBeGreaterThan(40);
    const copies = sandboxes.filter(({ clonedFromId }) => ids.has(clonedFromId ?? ''));
    expect(copies.length / sandboxes.length).toBeGreaterThan(0.95);
  });
});

describe('Accounts', () => {
  const filled = (field: keyof (typeof isv.accounts)[number]['fields']): number =>
    isv.accounts.filter(({ fields }) => fields[field] !== undefined).length / 300;

  it('leave most of their own fields blank', () => {
    expect(filled('InternalSeats__c')).toBeGreaterThan(0.05);
    expect(filled('InternalSeats__c')).toBeLessThan(0.25);
    expect(filled('ExternalSeats__c')).toBeLessThan(0.15);
    expect(filled('RenewalDate__c')).toBeLessThan(0.3);
    expect(filled('Segment__c')).toBeGreaterThan(0.5);
    expect(filled('MAU__c')).toBeGreaterThan(0.03);
    expect(filled('MAU__c')).toBeLessThan(0.2);
  });

  it('include an override of 0, a negative one, and stale usage on an Account without a license', () => {
    const seats = isv.accounts.map(({ fields }) => fields.InternalSeats__c);
    expect(seats).toContain(0);
    expect(seats.some((value) => value !== undefined && value < 0)).toBe(true);
    const stale = isv.accounts.filter(({ fields }) => fields.MAU__c !== undefined);
    expect(stale.some(({ key }) => licensesOf(key).length === 0)).toBe(true);
  });

  it('include names that break careless CSV and SOQL', () => {
    const names = isv.accounts.map(({ fields }) => fields.Name).join('\n');
    for (const trap of [',', '"', "'", 'ü', '–']) expect(names).toContain(trap);
  });
});
