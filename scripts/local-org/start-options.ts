import type { ApexRuntime } from './apex/apex-runtime.ts';
import type { AnalyticsOptions } from './api/app-analytics/analytics-requests.ts';
import type { ClientApp } from './api/oauth/client-app.ts';
import type { ClientSecrets } from './api/oauth/demo-client.ts';
import type { LocalOrg } from './org.ts';
import { wallClock } from './wall-clock.ts';

/** How a local org is to run. Everything has a default. */
export interface StartOptions {
  /** The org to serve; `close()` leaves it open. Default: one in memory, or in `path`. */
  readonly org?: LocalOrg;
  /** Database file of the org to open or create. */
  readonly path?: string;
  readonly organizationName?: string;
  readonly clock?: { now(): Date };
  /** 127.0.0.1 (default), ::1 or localhost. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** API calls in any 24 hours; default 15,000, as in a developer org. */
  readonly allowance?: number;
  /** Calls of 20 seconds or more that may be under way at a time; default 25, as in production (5 in a developer org). */
  readonly longCalls?: number;
  /** Largest page of a query; default 2,000. Small values force several pages. */
  readonly pageSize?: number;
  /** Rows in a page of Bulk query results when the client doesn't say; default 100,000. */
  readonly bulkResultRows?: number;
  /** Bulk query jobs in any 24 hours; default 10,000. */
  readonly bulkQueryJobs?: number;
  /** How long Bulk jobs wait before they start, and for each chunk of 200 rows; default 0. */
  readonly jobLatency?: { readonly queuedMs?: number; readonly chunkMs?: number };
  readonly deployLatencyMs?: number;
  /** How often to look for Apex jobs that are queued or due; default one second. */
  readonly apexJobsMs?: number;
  /** Where App Analytics requests get their data and how long they take; default: no data, one second to take up and one to answer, 20 at a time, 20 GB a day. */
  readonly appAnalytics?: Partial<AnalyticsSettings>;
  /** How long a token lives without being used; default two hours. */
  readonly tokenTtlMs?: number;
  /** Default two days. */
  readonly cursorTtlMs?: number;
  /** Username client credentials act as; default the administrator. */
  readonly runAs?: string;
  /** Key and secret of the app that is always there; default: new ones. */
  readonly clientSecrets?: ClientSecrets;
  /** Username of whoever allows at once what apps ask for through a browser; default: a page asks. */
  readonly approvesAs?: string;
  /** Further client apps. */
  readonly clientApps?: readonly ClientApp[];
  /** Apex of the org; default: the interpreter. */
  readonly apex?: (org: LocalOrg) => ApexRuntime;
  /** Opens `/local-org/…`, where faults can be asked for over HTTP. Default false. */
  readonly control?: boolean;
  /** Told about defects and unsupported requests; default: written to standard error. */
  readonly reportDefect?: (error: unknown) => void;
}

export type AnalyticsSettings = Pick<
  AnalyticsOptions,
  'source' | 'stepMs' | 'pendingLimit' | 'dailyBytes' | 'simulates'
>;

const hourMs = 3_600_000;

const defaults = {
  host: '127.0.0.1',
  port: 0,
  allowance: 15_000,
  longCalls: 25,
  pageSize: 2_000,
  bulkResultRows: 100_000,
  bulkQueryJobs: 10_000,
  deployLatencyMs: 0,
  apexJobsMs: 1_000,
  tokenTtlMs: 2 * hourMs,
  cursorTtlMs: 48 * hourMs,
  clientApps: [],
  control: false,
  reportDefect: (error: unknown) => {
    console.error('The local org could not answer a request:', error);
  },
} satisfies StartOptions;

export type StartSettings = StartOptions &
  Required<
    Omit<
      StartOptions,
      | 'org'
      | 'apex'
      | 'path'
      | 'organizationName'
      | 'runAs'
      | 'approvesAs'
      | 'clientSecrets'
      | 'jobLatency'
      | 'appAnalytics'
    >
  > & {
    readonly appAnalytics: AnalyticsSettings;
    readonly jobLatency: { readonly queuedMs: number; readonly chunkMs: number };
  };

/** The options with what wasn't said. An org that is handed in brings its own clock. */
export function startSettings(options: StartOptions): StartSettings {
  return {
    clock: options.org?.clock ?? wallClock,
    ...defaults,
    ...options,
    appAnalytics: {
      source: null,
      stepMs: 1_000,
      pendingLimit: 20,
      dailyBytes: 20 * 2 ** 30,
      simulates: false,
      ...options.appAnalytics,
    },
    jobLatency: { queuedMs: 0, chunkMs: 0, ...options.jobLatency },
  };
}
