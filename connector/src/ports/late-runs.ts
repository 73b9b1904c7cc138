import type { Organization } from '../domain/organization.ts';

/** An organization for which no run has gone through for long. */
export interface LateOrganization {
  readonly organization: Organization;
  /** When the newest run that went through ended; undefined where none is known. */
  readonly lastThrough: Date | undefined;
}

/** Whose runs don't go through: one question for all organizations, however many there are. */
export interface LateRuns {
  /**
   * Takes the look that is due and puts the next one at `next`, so that one of several workers looks; false where another
   * one did. A `next` that is further away than two intervals was set by a clock that went wrong, and holds up nobody.
   */
  claimLook(now: Date, next: Date): Promise<boolean>;
  /**
   * By id, at most `limit` of those whose id comes after: the organizations that are not paused, were added before `since`,
   * for which no run has gone through since then, and of which that was not told yet. A dry run writes nothing, and a retry
   * is no sync of all values: neither goes through.
   */
  untold(since: Date, after: string, limit: number): Promise<readonly LateOrganization[]>;
}
