import type { PackageNames } from './package-names.ts';

/** The administrator's mappings, inactive ones included. A field that no longer exists reads as a null `AccountField__r`. */
export function mappingQuery(names: PackageNames): string {
  const columns = [
    'DeveloperName',
    'MasterLabel',
    names('Kind__c'),
    `${names('Object__r')}.QualifiedApiName`,
    `${names('AccountField__r')}.QualifiedApiName`,
    names('MetricKey__c'),
    names('IsActive__c'),
  ];
  return `SELECT ${columns.join(', ')} FROM ${names('FieldMapping__mdt')} ORDER BY DeveloperName`;
}

export const settingFields = [
  'LicensingPolicy__c',
  'AccountScope__c',
  'EngagementWindow__c',
  'SeatAggregation__c',
  'ApiReservePercent__c',
  'MassChangeBrakePercent__c',
  'ExternalAccessEnabled__c',
  'ExcludeAutomation__c',
  'LogRetentionDays__c',
] as const;

/** The one record of settings. */
export function settingsQuery(names: PackageNames): string {
  const columns = settingFields.map((field) => names(field)).join(', ');
  return `SELECT ${columns} FROM ${names('SyncSettings__mdt')} WHERE DeveloperName = 'Default'`;
}
