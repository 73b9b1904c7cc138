import { describe, expect, it } from 'vitest';
import {
  accountLicenses,
  notLicensedBecause,
  standing,
} from '../../src/domain/account-licenses.ts';
import { aLicense, acme, context, packageA, packageB } from './a-license.ts';

const b = (overrides = {}) => aLicense({ packageId: packageB, name: 'L-00042', ...overrides });

describe('how an Account stands towards a metric', () => {
  it('asks for no licence where usage is combined', () => {
    expect(standing([], undefined, context)).toBe('combined');
  });

  it('is licensed for a feature only with every package of it', () => {
    expect(standing([aLicense(), b()], [packageA, packageB], context)).toBe('licensed');
    expect(standing([aLicense()], [packageA, packageB], context)).toBe('not-licensed');
    expect(standing([b()], [packageA, packageB], context)).toBe('not-licensed');
  });

  it('finds the packages of a feature in different orgs of the Account', () => {
    const elsewhere = b({ organizationId: '00D000000000002' });
    expect(standing([aLicense(), elsewhere], [packageA, packageB], context)).toBe('licensed');
  });

  it('is licensed by any qualifying licence among others', () => {
    const uninstalled = aLicense({ status: 'UNINSTALLED' });
    expect(standing([uninstalled, aLicense()], [packageA], context)).toBe('licensed');
  });

  it('compares package ids with their case', () => {
    const other = aLicense({ packageId: packageA.toLowerCase() });
    expect(standing([other], [packageA], context)).toBe('not-licensed');
  });

  it('is not licensed for a feature without components', () => {
    expect(standing([aLicense()], [], context)).toBe('not-licensed');
  });
});

describe('why an Account is not licensed', () => {
  const names = (id: string) => (id === packageA ? 'Acme Tournaments' : 'Acme Scheduling');

  it('names the first package in want of a licence and what is wrong with the one there is', () => {
    const licenses = [aLicense(), b({ status: 'UNINSTALLED' })];
    expect(notLicensedBecause(licenses, [packageA, packageB], context, names)).toBe(
      'not licensed for Acme Scheduling: License L-00042 is Uninstalled',
    );
  });

  it('says when there is no License at all', () => {
    expect(notLicensedBecause([], [packageA], context, names)).toBe(
      'not licensed for Acme Tournaments: it has no License',
    );
  });
});

describe('the licences of an organization', () => {
  it('leave those of a Lead out', () => {
    const licenses = accountLicenses([aLicense(), aLicense({ accountId: null })]);
    expect([...licenses.accountIds]).toEqual([acme]);
    expect(licenses.of(acme)).toHaveLength(1);
  });
});
