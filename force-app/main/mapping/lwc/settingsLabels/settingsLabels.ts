import accountScope from '@salesforce/label/c.SettingsAccountScope';
import accountScopeHelp from '@salesforce/label/c.SettingsAccountScopeHelp';
import apiReserve from '@salesforce/label/c.SettingsApiReserve';
import apiReserveHelp from '@salesforce/label/c.SettingsApiReserveHelp';
import dailyStart from '@salesforce/label/c.SettingsDailyStart';
import dailyStartHelp from '@salesforce/label/c.SettingsDailyStartHelp';
import engagementWindow from '@salesforce/label/c.SettingsEngagementWindow';
import engagementWindowHelp from '@salesforce/label/c.SettingsEngagementWindowHelp';
import excludeAutomation from '@salesforce/label/c.SettingsExcludeAutomation';
import excludeAutomationHelp from '@salesforce/label/c.SettingsExcludeAutomationHelp';
import externalAccess from '@salesforce/label/c.SettingsExternalAccess';
import externalAccessHelp from '@salesforce/label/c.SettingsExternalAccessHelp';
import failed from '@salesforce/label/c.SettingsFailed';
import heading from '@salesforce/label/c.SettingsHeading';
import invalid from '@salesforce/label/c.SettingsInvalid';
import licensing from '@salesforce/label/c.SettingsLicensing';
import licensingPolicy from '@salesforce/label/c.SettingsLicensingPolicy';
import licensingPolicyHelp from '@salesforce/label/c.SettingsLicensingPolicyHelp';
import logRetention from '@salesforce/label/c.SettingsLogRetention';
import logRetentionHelp from '@salesforce/label/c.SettingsLogRetentionHelp';
import massChangeBrake from '@salesforce/label/c.SettingsMassChangeBrake';
import massChangeBrakeHelp from '@salesforce/label/c.SettingsMassChangeBrakeHelp';
import readOnly from '@salesforce/label/c.SettingsReadOnly';
import reset from '@salesforce/label/c.SettingsReset';
import runs from '@salesforce/label/c.SettingsRuns';
import safety from '@salesforce/label/c.SettingsSafety';
import save from '@salesforce/label/c.SettingsSave';
import saved from '@salesforce/label/c.SettingsSaved';
import saving from '@salesforce/label/c.SettingsSaving';
import seatAggregation from '@salesforce/label/c.SettingsSeatAggregation';
import seatAggregationHelp from '@salesforce/label/c.SettingsSeatAggregationHelp';
import timeZone from '@salesforce/label/c.SettingsTimeZone';
import timeZoneHelp from '@salesforce/label/c.SettingsTimeZoneHelp';
import usage from '@salesforce/label/c.SettingsUsage';

/** Texts of the settings. */
export const settingsLabels = {
  accountScope,
  accountScopeHelp,
  apiReserve,
  apiReserveHelp,
  dailyStart,
  dailyStartHelp,
  engagementWindow,
  engagementWindowHelp,
  excludeAutomation,
  excludeAutomationHelp,
  externalAccess,
  externalAccessHelp,
  failed,
  heading,
  invalid,
  licensing,
  licensingPolicy,
  licensingPolicyHelp,
  logRetention,
  logRetentionHelp,
  massChangeBrake,
  massChangeBrakeHelp,
  readOnly,
  reset,
  runs,
  safety,
  save,
  saved,
  saving,
  seatAggregation,
  seatAggregationHelp,
  timeZone,
  timeZoneHelp,
  usage,
};
