import type { Notice } from '../domain/usage-report.ts';

export interface FetchRequest {
  /** 18 characters. */
  readonly organizationId: string;
  /** Whether it may wait for files that App Analytics is still at work on. */
  readonly mayWait: boolean;
}

/** Brings App Analytics files to where the next refresh of a UsageSource takes them in. */
export interface UsageFiles {
  /**
   * Asks for what is missing and fetches what is ready. Trouble with Salesforce or a file is told in the notices:
   * what did not come is without data.
   */
  fetch(wanted: FetchRequest, signal: AbortSignal): Promise<readonly Notice[]>;
}
