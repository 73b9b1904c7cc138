import type { Feature } from '../domain/feature.ts';
import type { EngagementWindow } from '../domain/settings.ts';
import type {
  AccountNumbers,
  Attribution,
  CatalogueMetric,
  MetricData,
  Notice,
} from '../domain/usage-report.ts';

/** A package that licences or data name. Id: 15 characters. */
export interface KnownPackage {
  readonly id: string;
  readonly name: string;
}

export interface MeasureRequest {
  /** The metrics wanted, by key; unknown ones are answered with `no-data`. */
  readonly metricKeys: readonly string[];
  /** Counted as well, for what needs no mapping; where there is no data for them, nothing is told. */
  readonly besides?: readonly string[];
  readonly attributions: Iterable<Attribution>;
  readonly window: EngagementWindow;
  readonly excludeAutomation: boolean;
  /** Whether external users are to be averaged (decision 23). */
  readonly estimateExternalUsers: boolean;
}

/** Numbers for one run, ready to be asked for. Close it when done: it may hold working tables. */
export interface UsageReport extends AsyncDisposable {
  /** One entry per metric asked for. */
  readonly data: ReadonlyMap<string, MetricData>;
  readonly notices: readonly Notice[];
  /** What was counted for these Accounts. An Account without any row is absent. */
  numbersFor(accountIds: readonly string[]): Promise<ReadonlyMap<string, AccountNumbers>>;
}

/** What ISVapp knows of how customers use the packages: embedded analytics, or a service of its own. */
export interface UsageSource {
  /** Takes in App Analytics files that arrived since. A bad file is set aside and told, never half taken. */
  refresh(): Promise<readonly Notice[]>;
  /** The features as they are defined; the same until the next refresh, so that a run sees one definition. */
  features(): Promise<readonly Feature[]>;
  /** 15-character ids of packages that are not enabled for App Analytics (decision 7). */
  packagesNotEnabled(): Promise<ReadonlySet<string>>;
  /** Every metric that can be mapped, for these packages and those seen in the data. */
  catalogue(
    packages: readonly KnownPackage[],
    window: EngagementWindow,
  ): Promise<readonly CatalogueMetric[]>;
  measure(request: MeasureRequest): Promise<UsageReport>;
}
