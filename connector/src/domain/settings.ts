/** What an administrator set in `SyncSettings__mdt`, one record per organization. */
export interface Settings {
  /** Which License records license an Account (decision 1). */
  readonly licensingPolicy: LicensingPolicy;
  /** Which Accounts get values (decision 14). */
  readonly accountScope: AccountScope;
  /** Calendar periods, or rolling 30/7/1 days (decision 19). */
  readonly engagementWindow: EngagementWindow;
  /** How the seats of several packages become the Account's (decision 24). */
  readonly seatAggregation: SeatAggregation;
  /** Share of the daily API allowance that the sync leaves to everyone else, in percent. */
  readonly apiReservePercent: number;
  /** A run that would turn more than this share of values into NULL is held (decision 54), in percent. */
  readonly massChangeBrakePercent: number;
  /** Whether external seats are estimated where no override says them (decision 23). */
  readonly externalAccessEnabled: boolean;
  /** Whether automation is left out of active users (decision 21). */
  readonly excludeAutomation: boolean;
  /** Runs older than this many days are pruned from the org's log. */
  readonly logRetentionDays: number;
}

export const licensingPolicies = ['active', 'active_or_trial', 'any_record'] as const;
export type LicensingPolicy = (typeof licensingPolicies)[number];

export const accountScopes = ['licensed_accounts', 'all_accounts'] as const;
export type AccountScope = (typeof accountScopes)[number];

export const engagementWindows = ['calendar', 'rolling'] as const;
export type EngagementWindow = (typeof engagementWindows)[number];

export const seatAggregations = ['max', 'sum'] as const;
export type SeatAggregation = (typeof seatAggregations)[number];

/** What holds where the org has no settings record or leaves a field blank. */
export const defaultSettings: Settings = {
  licensingPolicy: 'active',
  accountScope: 'licensed_accounts',
  engagementWindow: 'calendar',
  seatAggregation: 'max',
  apiReservePercent: 10,
  massChangeBrakePercent: 20,
  externalAccessEnabled: false,
  excludeAutomation: false,
  logRetentionDays: 90,
};
