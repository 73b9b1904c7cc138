import type { DailySchedule } from '../domain/organization.ts';
import type { RunRequest } from '../domain/run.ts';

/** What an organization asks for by its records, as one look found it. */
export interface OrgRequests {
  /** Runs that administrators requested and nobody has taken up, the oldest first; those without a key are left out. */
  readonly requested: readonly RunRequest[];
  /** As set in `SyncSettings__mdt`; defaults where it is blank. */
  readonly schedule: DailySchedule;
  /** Share of the daily API allowance that is for everyone else, in percent. */
  readonly apiReservePercent: number;
}

/** Requests that are records in the organization (docs/connector-api.md). Each error is an OrgError. */
export interface RequestSource {
  /** One API call. Throws `request` (INVALID_SETTING) for a time or zone that is none. */
  readRequests(): Promise<OrgRequests>;
  /** Whether an administrator asked to stop the run. One API call. */
  isCancelRequested(runKey: string): Promise<boolean>;
}
