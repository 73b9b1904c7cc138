import type { Choice, SettingsPage } from 'apex/SyncSettingsController';
import type { SyncSettingsItem } from 'apex/SyncSettingsItem';
import { settingsLabels as labels } from 'c/settingsLabels';

/** One setting as the form shows it. */
export interface SettingField {
  readonly name: keyof SyncSettingsItem;
  readonly label: string;
  /** What the setting does. */
  readonly help: string;
  readonly value: unknown;
  readonly options?: readonly Choice[];
  readonly isChoice?: boolean;
  readonly isToggle?: boolean;
  readonly isNumber?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

export interface SettingGroup {
  readonly heading: string;
  readonly fields: readonly SettingField[];
}

type Setting = Omit<SettingField, 'value'>;

/** HH:MM on the 24-hour clock, as SyncSettings__mdt takes it. */
const clock = '([01][0-9]|2[0-3]):[0-5][0-9]';

const share = { isNumber: true, min: 0, max: 100 };

const runFields: readonly Setting[] = [
  { name: 'dailyStart', label: labels.dailyStart, help: labels.dailyStartHelp, pattern: clock },
  { name: 'timeZone', label: labels.timeZone, help: labels.timeZoneHelp },
  {
    name: 'logRetentionDays',
    label: labels.logRetention,
    help: labels.logRetentionHelp,
    isNumber: true,
    min: 1,
    max: 9999,
  },
];

const safetyFields: readonly Setting[] = [
  { name: 'apiReservePercent', label: labels.apiReserve, help: labels.apiReserveHelp, ...share },
  {
    name: 'massChangeBrakePercent',
    label: labels.massChangeBrake,
    help: labels.massChangeBrakeHelp,
    ...share,
  },
];

/** Every setting, by what it is about. Ranges are those of the validation rules. */
export function settingGroups(
  page: SettingsPage,
  draft: SyncSettingsItem,
): readonly SettingGroup[] {
  const groups: readonly (readonly [string, readonly Setting[]])[] = [
    [labels.licensing, licensingFields(page)],
    [labels.usage, usageFields(page)],
    [labels.runs, runFields],
    [labels.safety, safetyFields],
  ];
  return groups.map(([heading, fields]) => ({
    heading,
    fields: fields.map((field) => ({ ...field, value: draft[field.name] })),
  }));
}

function licensingFields(page: SettingsPage): readonly Setting[] {
  return [
    {
      ...choice('licensingPolicy', page.licensingPolicies),
      label: labels.licensingPolicy,
      help: labels.licensingPolicyHelp,
    },
    {
      ...choice('accountScope', page.accountScopes),
      label: labels.accountScope,
      help: labels.accountScopeHelp,
    },
    {
      ...choice('seatAggregation', page.seatAggregations),
      label: labels.seatAggregation,
      help: labels.seatAggregationHelp,
    },
    {
      name: 'externalAccessEnabled',
      label: labels.externalAccess,
      help: labels.externalAccessHelp,
      isToggle: true,
    },
  ];
}

function usageFields(page: SettingsPage): readonly Setting[] {
  return [
    {
      ...choice('engagementWindow', page.engagementWindows),
      label: labels.engagementWindow,
      help: labels.engagementWindowHelp,
    },
    {
      name: 'excludeAutomation',
      label: labels.excludeAutomation,
      help: labels.excludeAutomationHelp,
      isToggle: true,
    },
  ];
}

function choice(
  name: keyof SyncSettingsItem,
  options: readonly Choice[],
): Pick<Setting, 'name' | 'options' | 'isChoice'> {
  return { name, options, isChoice: true };
}
