import type { CalendarDate } from './calendar-date.ts';

/** One `sfLma__License__c` record, spelled the one way the rules expect. */
export interface License {
  readonly id: string;
  /** The number administrators know it by: `L-00042`. */
  readonly name: string;
  /** 18 characters; null until the Lead is converted, or after the Account was deleted (decisions 11, 12). */
  readonly accountId: string | null;
  /** The subscriber's org, 15 characters. */
  readonly organizationId: string | null;
  /** The package's 033 id, 15 characters; null where neither Package nor Package Version leads to one. */
  readonly packageId: string | null;
  readonly packageName: string | null;
  /** Upper case: ACTIVE, TRIAL, SUSPENDED, UNINSTALLED, EXPIRED. */
  readonly status: string;
  /** ISVapp's own field: a production licence to be treated as a trial. */
  readonly isTrialOverride: boolean;
  /** The last day of access, inclusive; null means perpetual (decisions 3, 4). */
  readonly expiration: CalendarDate | null;
  readonly isSandbox: boolean;
  /** Upper case; empty where the License Management App does not say. */
  readonly organizationStatus: string;
  /** Null means a site licence: any number of users. */
  readonly seats: number | null;
  readonly installDate: CalendarDate | null;
}
