import type { Attribution, MetricData, Notice } from '../domain/usage-report.ts';
import type { MeasureRequest, UsageReport, UsageSource } from './usage-source.ts';

/** Of work that may take longer than a request should: ask again until it is done. Rejects with what it threw. */
export type Work<Result> =
  { readonly state: 'running' } | { readonly state: 'done'; readonly result: Result };

export interface MeasuredReport {
  readonly metricKeys: readonly string[];
  readonly data: ReadonlyMap<string, MetricData>;
  readonly notices: readonly Notice[];
}

/**
 * An organization's usage, kept open for a client that asks in many requests. Each id is the client's own, so that a
 * request that is sent again joins the first.
 */
export interface UsageSession {
  readonly id: string;
  readonly organizationId: string;
  readonly usage: Pick<UsageSource, 'features' | 'packagesNotEnabled' | 'catalogue'>;
  refresh(id: string): Promise<Work<readonly Notice[]>>;
  /** Keeps a part of what a report is to be counted by, numbered from 0. `full` where there are too many. */
  addAttributions(
    reportId: string,
    part: number,
    attributions: readonly Attribution[],
  ): 'kept' | 'full';
  /** Counts once all parts are there; `incomplete` where they are not. */
  measure(
    reportId: string,
    request: Omit<MeasureRequest, 'attributions'>,
    parts: number,
  ): Promise<Work<MeasuredReport> | 'incomplete' | 'full'>;
  /** Undefined where no counted report of the id is kept. */
  report(
    reportId: string,
  ): { readonly metricKeys: readonly string[]; readonly numbers: UsageReport } | undefined;
  /** Drops a report; nothing where there is none. */
  closeReport(reportId: string): Promise<void>;
}

/** The sessions of this process. One that nobody asks of for an hour ends, with its reports. */
export interface UsageSessions {
  /** Opens one for the bearer of the API key; `full` where there are too many. Rejects where the usage does not open. */
  begin(keyId: string, organizationId: string): Promise<UsageSession | 'full'>;
  /** The key's own session; undefined where there is none. */
  find(keyId: string, sessionId: string): Promise<UsageSession | undefined>;
  /** Ends it; nothing where there is none. */
  end(keyId: string, sessionId: string): Promise<void>;
}
