import { OrgError } from '../../../domain/org-error.ts';
import {
  accountScopes,
  defaultSettings,
  engagementWindows,
  licensingPolicies,
  seatAggregations,
  type Settings,
} from '../../../domain/settings.ts';
import type { JsonRecord } from '../http/json-shape.ts';
import type { PackageNames } from './package-names.ts';
import type { settingFields } from './setup-query.ts';

type SettingField = (typeof settingFields)[number];

/**
 * The settings of an organization; what it leaves blank, or all where it has no record, is the default.
 *
 * @throws OrgError `request` (INVALID_SETTING) for a value that is not one of those offered: guessing what an
 *   administrator meant by it could clear values on every Account
 */
export function settingsOf(record: JsonRecord | undefined, names: PackageNames): Settings {
  const value = (field: SettingField): unknown => record?.[names(field)] ?? undefined;

  const choice = <T extends string>(field: SettingField, offered: readonly T[], fallback: T): T => {
    const given = value(field);
    if (given === undefined) return fallback;
    const chosen = offered.find((each) => each === given);
    if (chosen === undefined) throw invalidSetting(field, given, offered.join(', '));
    return chosen;
  };
  const number = (field: SettingField, fallback: number, most: number): number => {
    const given = value(field);
    if (given === undefined) return fallback;
    if (typeof given !== 'number' || given < 0 || given > most) {
      throw invalidSetting(field, given, `a number from 0 to ${most}`);
    }
    return given;
  };
  const checkbox = (field: SettingField, fallback: boolean): boolean => {
    const given = value(field);
    return typeof given === 'boolean' ? given : fallback;
  };

  const d = defaultSettings;
  return {
    licensingPolicy: choice('LicensingPolicy__c', licensingPolicies, d.licensingPolicy),
    accountScope: choice('AccountScope__c', accountScopes, d.accountScope),
    engagementWindow: choice('EngagementWindow__c', engagementWindows, d.engagementWindow),
    seatAggregation: choice('SeatAggregation__c', seatAggregations, d.seatAggregation),
    apiReservePercent: number('ApiReservePercent__c', d.apiReservePercent, 100),
    massChangeBrakePercent: number('MassChangeBrakePercent__c', d.massChangeBrakePercent, 100),
    externalAccessEnabled: checkbox('ExternalAccessEnabled__c', d.externalAccessEnabled),
    excludeAutomation: checkbox('ExcludeAutomation__c', d.excludeAutomation),
    logRetentionDays: number('LogRetentionDays__c', d.logRetentionDays, 9_999),
  };
}

function invalidSetting(field: SettingField, given: unknown, offered: string): OrgError {
  return new OrgError(
    'request',
    'INVALID_SETTING',
    `The sync setting ${field} is ${JSON.stringify(given)}; possible are: ${offered}. A Salesforce administrator can correct the record Default of SyncSettings__mdt.`,
  );
}
