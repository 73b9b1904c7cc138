import type { ApiContext } from '../api-context.ts';

export interface Limit {
  readonly Max: number;
  readonly Remaining: number;
}

/** Daily limits of Bulk API 2.0 (salesforce-app-limits-platform-bulkapi). */
export const dailyBulkBatches = 15_000;
const dailyQueryStorageMb = 976_562;
/** Rows of a job are processed ten thousand at a time. */
const batchRows = 10_000;

/** Other limits of a Developer Edition (resources_limits), which nothing here uses up: clients list them. */
const unused: Readonly<Record<string, number>> = {
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyAsyncApexExecutions: 250_000,
  DailyAsyncApexTests: 500,
  DailyStandardVolumePlatformEvents: 10_000,
  DailyWorkflowEmails: 15,
  DataStorageMB: 5,
  FileStorageMB: 20,
  HourlyAsyncReportRuns: 1_200,
  HourlyPublishedPlatformEvents: 50_000,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 50,
  MassEmail: 10,
  SingleEmail: 15,
};

/** The answer of `/limits`: what this org counts, and the usual ones it doesn't. */
export function limits(context: ApiContext): Record<string, Limit> {
  const { usage, bulk } = context;
  const { queryJobs, queryResultBytes } = bulk.usedToday();
  return {
    ...Object.fromEntries(Object.entries(unused).map(([name, max]) => [name, limit(max, 0)])),
    DailyApiRequests: { Max: usage.limit, Remaining: usage.remaining },
    DailyBulkApiBatches: limit(dailyBulkBatches, bulkBatches(context)),
    DailyBulkV2QueryJobs: limit(bulk.options.dailyQueryJobs, queryJobs),
    DailyBulkV2QueryFileStorageMB: limit(
      dailyQueryStorageMb,
      Math.ceil(queryResultBytes / 1_048_576),
    ),
  };
}

/** Batches of the last 24 hours: those clients made with Bulk API, and those Bulk API 2.0 made of their uploads. */
export function bulkBatches({ bulk, asyncJobs }: ApiContext): number {
  const { ingestRowsByJob } = bulk.usedToday();
  const ofUploads = ingestRowsByJob.reduce((sum, rows) => sum + Math.ceil(rows / batchRows), 0);
  return ofUploads + asyncJobs.batchesToday();
}

function limit(max: number, used: number): Limit {
  return { Max: max, Remaining: Math.max(0, max - used) };
}
