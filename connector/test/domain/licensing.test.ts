import { describe, expect, it } from 'vitest';
import type { License } from '../../src/domain/license.ts';
import { licenseObstacle, type LicenseObstacle } from '../../src/domain/licensing.ts';
import { licensingPolicies, type LicensingPolicy } from '../../src/domain/settings.ts';
import { aLicense, context, packageA } from './a-license.ts';

type Expected = Record<LicensingPolicy, LicenseObstacle | undefined>;

/** The rules written out by hand, one row a case: what each policy says of the record. */
const everywhere = (obstacle: LicenseObstacle | undefined): Expected => ({
  active: obstacle,
  active_or_trial: obstacle,
  any_record: obstacle,
});
const unlessAny = (obstacle: LicenseObstacle): Expected => ({
  ...everywhere(obstacle),
  any_record: undefined,
});
const activeOnly = (obstacle: LicenseObstacle): Expected => ({
  ...everywhere(undefined),
  active: obstacle,
});

const cases: readonly (readonly [string, Partial<License>, Expected])[] = [
  ['active and perpetual', {}, everywhere(undefined)],
  ['a trial', { status: 'TRIAL' }, activeOnly('status')],
  ['suspended', { status: 'SUSPENDED' }, unlessAny('status')],
  ['uninstalled', { status: 'UNINSTALLED' }, unlessAny('status')],
  ['expired by its record type', { status: 'EXPIRED' }, unlessAny('status')],
  ['without a status', { status: '' }, unlessAny('status')],
  ['active and marked as a trial', { isTrialOverride: true }, activeOnly('trial')],
  ['active but expired yesterday', { expiration: '2026-11-23' }, unlessAny('expired')],
  ['on its last day, which still counts', { expiration: '2026-11-24' }, everywhere(undefined)],
  ['expiring tomorrow', { expiration: '2026-11-25' }, everywhere(undefined)],
  ['of a sandbox', { isSandbox: true }, everywhere('sandbox')],
  ['of a deleted org', { organizationStatus: 'DELETED' }, everywhere('organization-deleted')],
  [
    'of an org about to be deleted',
    { organizationStatus: 'PENDING_DELETE' },
    everywhere('organization-deleted'),
  ],
  ['of a suspended org', { organizationStatus: 'SUSPENDED' }, everywhere(undefined)],
  ['of a free org', { organizationStatus: 'FREE' }, everywhere(undefined)],
  ['of a trial org', { organizationStatus: 'TRIAL' }, everywhere(undefined)],
  ['of an org of unknown status', { organizationStatus: '' }, everywhere(undefined)],
  ['without a package', { packageId: null }, everywhere('no-package')],
];

describe('a License record', () => {
  for (const policy of licensingPolicies) {
    it.each(cases)(`that is %s is judged under the policy ${policy}`, (_, overrides, expected) => {
      expect(licenseObstacle(aLicense(overrides), { ...context, policy })).toBe(expected[policy]);
    });
  }

  it('of a package that is not enabled for App Analytics licenses nobody', () => {
    const notEnabled = { ...context, packagesNotEnabled: new Set([packageA]) };
    expect(licenseObstacle(aLicense(), notEnabled)).toBe('package-not-enabled');
  });
});
