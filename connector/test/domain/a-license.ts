import type { License } from '../../src/domain/license.ts';
import type { LicensingContext } from '../../src/domain/licensing.ts';

export const packageA = '033000000000AAA';
export const packageB = '033000000000BBB';
export const acme = '001000000000001AAA';

export const context: LicensingContext = {
  policy: 'active',
  today: '2026-11-24',
  packagesNotEnabled: new Set(),
};

/** An active, perpetual production licence of package A with 10 seats, but for what the test says. */
export function aLicense(overrides: Partial<License> = {}): License {
  return {
    id: 'a01000000000001AAA',
    name: 'L-00001',
    accountId: acme,
    organizationId: '00D000000000001',
    packageId: packageA,
    packageName: 'Acme Tournaments',
    status: 'ACTIVE',
    isTrialOverride: false,
    expiration: null,
    isSandbox: false,
    organizationStatus: 'ACTIVE',
    seats: 10,
    installDate: '2025-01-01',
    ...overrides,
  };
}
