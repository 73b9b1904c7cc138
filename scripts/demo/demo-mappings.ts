import type { SampleIsv } from '../sample-isv/sample-isv.ts';
import type { MappingRecord } from './metadata-package.ts';

/** Mappings of all seven kinds, as an administrator of the sample ISV would set them up. */
export function demoMappings(isv: SampleIsv): readonly MappingRecord[] {
  const idOf = (name: string): string => {
    const found = isv.packages.find((each) => each.name === name);
    if (!found) throw new Error(`The sample ISV sells no package named ${name}.`);
    return found.id;
  };
  const tournaments = idOf('Acme Tournaments');
  const scheduling = idOf('Acme Scheduling');
  return [
    { name: 'Segment', label: 'Segment', kind: 'DisplayField', field: 'Segment__c' },
    { name: 'Tier', label: 'Customer tier', kind: 'DisplayField', field: 'CustomerTier__c' },
    {
      name: 'Internal_seats',
      label: 'Internal seats',
      kind: 'InternalSeats',
      field: 'InternalSeats__c',
    },
    {
      name: 'External_seats',
      label: 'External seats',
      kind: 'ExternalSeats',
      field: 'ExternalSeats__c',
    },
    { name: 'Renewal', label: 'Renewal date', kind: 'RenewalDate', field: 'RenewalDate__c' },
    metric('MAU', 'MAU, combined', 'MAU__c', 'engagement.mau'),
    metric('WAU', 'WAU, combined', 'WAU__c', 'engagement.wau'),
    metric('DAU', 'DAU, combined', 'DAU__c', 'engagement.dau'),
    metric(
      'MAU_Tournaments',
      'MAU of Acme Tournaments',
      'MAU_Tournaments__c',
      `engagement.mau.${tournaments}`,
    ),
    metric(
      'MAU_Scheduling',
      'MAU of Acme Scheduling',
      'MAU_Scheduling__c',
      `engagement.mau.${scheduling}`,
    ),
    metric('Tournament', 'Feature Tournament', 'FeatureTournament__c', 'feature.tournament'),
    metric('Players', 'Records of Player', 'PlayersCount__c', `records.${tournaments}.Player`),
    metric(
      'Schedules',
      'Records of Schedule',
      'SchedulesCount__c',
      `records.${scheduling}.Schedule`,
    ),
  ];
}

function metric(name: string, label: string, field: string, metricKey: string): MappingRecord {
  return { name, label, kind: 'Metric', field, metricKey };
}
