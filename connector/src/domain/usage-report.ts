import type { CalendarDate } from './calendar-date.ts';
import type { Period } from './period.ts';
import type { DataState } from './usage-value.ts';

/** Says whose usage a subscriber org's rows of a package are (decision 10). Ids of org and package: 15 characters. */
export interface Attribution {
  readonly accountId: string;
  readonly organizationId: string;
  readonly packageId: string;
  /** Whether a licence of this org and package qualifies: record counts are summed over these only (decision 33). */
  readonly licensed: boolean;
}

/** What is known of a metric's newest data point. */
export interface MetricData {
  readonly state: DataState;
  /** The days the numbers cover; absent where there is no data. */
  readonly period?: Period;
}

/** What was counted for one Account. A metric without a row in its period has no entry: absent is not 0. */
export interface AccountNumbers {
  readonly numbers: ReadonlyMap<string, number>;
  /**
   * Distinct external users a month, averaged over the last complete months that are loaded (three at
   * most), not rounded; absent where no such month is loaded (decision 23).
   */
  readonly externalUsers?: number;
}

/** Something worth telling an administrator about the data, counted instead of repeated. */
export interface Notice {
  readonly code: NoticeCode;
  readonly message: string;
  readonly count: number;
}

export type NoticeCode =
  | 'FILE_REJECTED'
  | 'FILE_NOT_FETCHED'
  | 'FILES_NOT_REQUESTED'
  | 'FILES_PENDING'
  | 'NO_USAGE_DATA'
  | 'UNKNOWN_ORGANIZATION'
  | 'UNKNOWN_USER_TYPE'
  | 'ROWS_WITHOUT_USER'
  | 'INTERACTIONS_NARROWED'
  | 'PERIOD_INCOMPLETE';

export type MetricCategory = 'Engagement' | 'Feature' | 'RecordCount';
export type MetricUnit = 'ActiveUsers' | 'Events' | 'Records';
export type MetricState = 'Ready' | 'RecalculationPending' | 'NoData' | 'Removed';

/** A line of the catalogue the wizard offers, published as a `UsageMetric__c` record. */
export interface CatalogueMetric {
  readonly key: string;
  readonly label: string;
  readonly category: MetricCategory;
  /** 15 characters; null for combined engagement and for features over several packages. */
  readonly packageId: string | null;
  readonly packageName: string | null;
  readonly unit: MetricUnit;
  readonly latestDataPoint: CalendarDate | null;
  readonly state: MetricState;
}
