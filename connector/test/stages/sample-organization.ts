import type { Mapping } from '../../src/domain/mapping.ts';
import { aLicense, packageA } from '../domain/a-license.ts';
import { aMapping, aMetric, anAccountField } from '../domain/a-mapping.ts';
import { MemoryOrganization } from './memory-organization.ts';

export const combined = 'engagement.mau';
export const ofPackage = `engagement.mau.${packageA}`;
export const used = '001000000000001AAA';
export const lapsed = '001000000000003AAA';

function mapping(
  name: string,
  field: string,
  kind: Mapping['kind'],
  metricKey: string | null = null,
): Mapping {
  return aMapping({ name, kind, field, metricKey });
}

/** One Account that uses package A and one whose licence was uninstalled; two metrics, a display field, an override. */
export function sampleOrganization(): MemoryOrganization {
  const organization = new MemoryOrganization();
  organization.fields = [
    anAccountField('MAU__c'),
    anAccountField('MAU_A__c'),
    anAccountField('Seats__c'),
    anAccountField('Segment__c', { type: 'picklist' }),
  ];
  organization.mappings = [
    mapping('Combined', 'MAU__c', 'Metric', combined),
    mapping('PackageA', 'MAU_A__c', 'Metric', ofPackage),
    mapping('Seats', 'Seats__c', 'ExternalSeats'),
    mapping('Segment', 'Segment__c', 'DisplayField'),
  ];
  organization.catalogue = [aMetric(combined), aMetric(ofPackage)];
  const period = { start: '2026-10-01', end: '2026-10-31' };
  organization.data
    .set(combined, { state: 'loaded', period })
    .set(ofPackage, { state: 'loaded', period });
  organization.licenses = [
    aLicense({ accountId: used }),
    aLicense({
      accountId: lapsed,
      name: 'L-00003',
      organizationId: '00D000000000003',
      status: 'UNINSTALLED',
    }),
  ];
  const blank = { MAU__c: null, MAU_A__c: null, Seats__c: null, Segment__c: null };
  organization.addAccount(used, { ...blank, Segment__c: 'SMB' });
  organization.addAccount(lapsed, { ...blank, MAU_A__c: 55, Seats__c: 0 });
  organization.numbers.set(
    used,
    new Map([
      [combined, 12],
      [ofPackage, 7],
    ]),
  );
  return organization;
}

/** More Accounts than Composite is used for. */
export function largeOrganization(): MemoryOrganization {
  const large = sampleOrganization();
  large.accounts.clear();
  const ids = Array.from({ length: 8_100 }, (_, n) => `001${String(n).padStart(12, '0')}AAA`);
  large.licenses = ids.map((accountId) => aLicense({ accountId }));
  for (const id of ids)
    large.addAccount(id, { MAU__c: null, MAU_A__c: null, Seats__c: null, Segment__c: null });
  return large;
}
