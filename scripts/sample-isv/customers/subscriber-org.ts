import type { UtcDay } from '../utc-day.ts';
import type { Region } from './regions.ts';

/** A package installed in a subscriber org, and when its use shows up in App Analytics. */
export interface Install {
  readonly packageKey: string;
  readonly versionKey: string;
  since: UtcDay;
  /** Last day the package was there; null while it still is. */
  until: UtcDay | null;
  /** How much of the usual use there is: 1 as usual, 0.1 where a license has expired and only automation goes on. */
  intensity: number;
}

/** How busy an org is over time. */
export interface Activity {
  /** 1 is usual, 0 is never used. */
  level: number;
  /** Change of the level per 60 days: 0.4 grows by 40 %, -0.4 fades. */
  trend: number;
  /** First day without any use; null where there is none. */
  silentSince: UtcDay | null;
}

/** A customer's Salesforce org: what App Analytics knows of it, and what the sample makes of it. */
export interface SubscriberOrg {
  readonly key: string;
  /** Names the org's stream of chance; unique, and the same in a sample of any size. */
  readonly number: number;
  /** 15 characters, as App Analytics prints it. */
  id: string;
  readonly name: string;
  /** As `organization_status` of logs. */
  status: 'Active' | 'Demo' | 'Free' | 'Trial';
  readonly edition: string;
  readonly type: 'Production' | 'Sandbox';
  /** Id of the org this sandbox was copied from; null for production. */
  readonly clonedFromId: string | null;
  readonly instance: string;
  readonly region: Region;
  readonly internalUsers: number;
  readonly partnerUsers: number;
  readonly hasGuestSite: boolean;
  /** Whether packaged jobs, queues and platform events run here with nobody looking. */
  readonly hasAutomation: boolean;
  readonly activity: Activity;
  readonly installs: Install[];
}
