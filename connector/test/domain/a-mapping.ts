import type { AccountField, Mapping } from '../../src/domain/mapping.ts';
import type { CatalogueMetric } from '../../src/domain/usage-report.ts';

/** A number field of 18 digits that can be written and left blank, but for what the test says. */
export function anAccountField(name: string, overrides: Partial<AccountField> = {}): AccountField {
  return {
    name,
    label: name,
    type: 'double',
    updateable: true,
    nillable: true,
    calculated: false,
    autoNumber: false,
    unique: false,
    precision: 18,
    scale: 0,
    digits: 0,
    ...overrides,
  };
}

/** A metric of engagement that is ready, without a data point yet. */
export function aMetric(key: string, overrides: Partial<CatalogueMetric> = {}): CatalogueMetric {
  return {
    key,
    label: key,
    category: 'Engagement',
    packageId: null,
    packageName: null,
    unit: 'ActiveUsers',
    latestDataPoint: null,
    state: 'Ready',
    ...overrides,
  };
}

/** An active mapping of combined MAU to MAU__c, but for what the test says; its label is its name. */
export function aMapping(overrides: Partial<Mapping> = {}): Mapping {
  const { name = 'Mau' } = overrides;
  return {
    name,
    label: name,
    kind: 'Metric',
    object: 'Account',
    field: 'MAU__c',
    metricKey: 'engagement.mau',
    isActive: true,
    ...overrides,
  };
}
