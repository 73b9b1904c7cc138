import type { AskedFile, UsageCoverage } from '../domain/usage-file.ts';

/** What was taken in, as who had the analytics open saw it. */
export interface NotedCoverage {
  readonly coverage: UsageCoverage;
  readonly notedAt: Date;
}

/** Remembers what App Analytics was asked for, so that nothing is asked for twice. */
export interface UsageRequestBook {
  /** What was asked for since, oldest first. */
  askedSince(organizationId: string, since: Date): Promise<readonly AskedFile[]>;
  /** Notes a file that was asked for, or what became of it. */
  record(organizationId: string, file: AskedFile): Promise<void>;
  /** What was taken in when the analytics were last open; undefined where they never were. */
  coverage(organizationId: string): Promise<NotedCoverage | undefined>;
  noteCoverage(organizationId: string, noted: NotedCoverage): Promise<void>;
  /**
   * Takes up to `limit` of the organizations that are not paused and due to be fetched for, and puts their next time
   * at `next`, so that no two workers fetch for the same. One that was never fetched for is due.
   */
  claimFetches(now: Date, next: Date, limit: number): Promise<readonly string[]>;
  setNextFetch(organizationId: string, next: Date): Promise<void>;
}
