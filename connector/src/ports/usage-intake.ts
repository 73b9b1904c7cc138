import type { Period } from '../domain/period.ts';
import type { UsageCoverage, UsageDataType } from '../domain/usage-file.ts';

/** What is known of the files that were taken in. */
export interface UsageIntake {
  /** The complete days of each period. */
  coverage(periods: Readonly<Record<UsageDataType, Period>>): Promise<UsageCoverage>;
}
