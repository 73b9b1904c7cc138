import type { Variables } from './variables.ts';

/** How App Analytics files are fetched. */
export interface UsageFetchConfig {
  /** How far back days that are missing are asked for, 45 at most. */
  readonly lookBackDays: number;
  /** What may be fetched in any 24 hours. */
  readonly dailyBytes: number;
  /** How long a run of a single organization waits for its files. */
  readonly waitMs: number;
  /** Ids of packages as they were given; none for all. */
  readonly packages: readonly string[];
  /** Hosts that files may come from besides Amazon's S3. */
  readonly downloadHosts: readonly string[];
}

const gigabyte = 1_000_000_000;

export function usageFetchConfig(given: Variables): UsageFetchConfig {
  return {
    lookBackDays: Number(given.ANALYTICS_LOOKBACK_DAYS),
    dailyBytes: Number(given.ANALYTICS_DAILY_GB) * gigabyte,
    waitMs: Number(given.ANALYTICS_WAIT_MINUTES) * 60_000,
    packages: listed(given.ANALYTICS_PACKAGES),
    downloadHosts: listed(given.ANALYTICS_DOWNLOAD_HOSTS),
  };
}

function listed(text: string | undefined): readonly string[] {
  return text?.split(/\s*,\s*/) ?? [];
}
