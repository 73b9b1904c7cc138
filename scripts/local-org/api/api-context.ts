import type { ApexRuntime } from '../apex/apex-runtime.ts';
import type { Faults } from '../faults/faults.ts';
import type { LocalOrg } from '../org.ts';
import type { AnalyticsRequests } from './app-analytics/analytics-requests.ts';
import type { AsyncJobs } from './bulk-v1/async-jobs.ts';
import type { BulkJobs } from './bulk/bulk-jobs.ts';
import type { ApiUsage } from './limits/api-usage.ts';
import type { LongCalls } from './limits/long-calls.ts';
import type { Deployments } from './metadata/deployments.ts';
import type { Retrievals } from './metadata/retrievals.ts';
import type { Authorizations } from './oauth/authorizations.ts';
import type { ClientApps } from './oauth/client-apps.ts';
import type { Sessions } from './oauth/sessions.ts';
import type { Users } from './oauth/users.ts';
import type { SchemaAge } from './rest/schema-age.ts';
import type { QueryCursors } from './query/query-cursors.ts';
import type { ToolingRecords } from './tooling/tooling-records.ts';

export interface ApiOptions {
  /** Largest page of a query, whatever the client asks for: small values force several pages. */
  readonly pageSize: number;
  /** Username of whoever allows what apps ask for through a browser; without it, a page asks. */
  readonly approvesAs: string | undefined;
}

/** Everything the API's routes work with; put together once by `startLocalOrg`. */
export interface ApiContext {
  readonly org: LocalOrg;
  readonly clock: { now(): Date };
  readonly options: ApiOptions;
  readonly faults: Faults;
  readonly usage: ApiUsage;
  readonly longCalls: LongCalls;
  readonly analytics: AnalyticsRequests;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly authorizations: Authorizations;
  readonly clientApps: ClientApps;
  /** Audiences of assertions besides the address the client used. */
  readonly audiences: readonly string[];
  readonly cursors: QueryCursors;
  readonly schemaAge: SchemaAge;
  readonly bulk: BulkJobs;
  /** Of Bulk API, the first one. */
  readonly asyncJobs: AsyncJobs;
  readonly deployments: Deployments;
  readonly retrievals: Retrievals;
  readonly apex: ApexRuntime;
  readonly tooling: ToolingRecords;
  /** Told about every answer 500 this org gives on its own account: a defect, or something it doesn't support. */
  readonly reportDefect: (error: unknown) => void;
}
