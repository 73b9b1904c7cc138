import type { Period } from '../domain/period.ts';
import type { UsageCoverage, UsageDataType } from '../domain/usage-file.ts';

/** What became of a file that was to be taken in. */
export interface TakenInFile {
  /** As it was named. */
  readonly path: string;
  /** Why nothing of it was taken; undefined where it was taken. */
  readonly rejection: string | undefined;
}

/** What is known of the files that were taken in. */
export interface UsageIntake {
  /**
   * Takes copies of these files in, whole or not at all, through the inbox: a bad one lies in its folder `rejected`.
   * Other files that wait stay there. Rejects where the machine fails.
   */
  takeIn(paths: readonly string[]): Promise<readonly TakenInFile[]>;
  /** The complete days of each period. */
  coverage(periods: Readonly<Record<UsageDataType, Period>>): Promise<UsageCoverage>;
}
