import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runApexJobs } from './apex-jobs.ts';
import { apexRuntime, type ApexRuntime } from './apex/apex-runtime.ts';
import { buildApi } from './api/api.ts';
import type { ApiContext } from './api/api-context.ts';
import { AnalyticsRequests } from './api/app-analytics/analytics-requests.ts';
import { AsyncJobs } from './api/bulk-v1/async-jobs.ts';
import { BulkJobs } from './api/bulk/bulk-jobs.ts';
import { Listener } from './api/listener.ts';
import { ApiUsage } from './api/limits/api-usage.ts';
import { LongCalls } from './api/limits/long-calls.ts';
import { requireLoopback } from './api/loopback.ts';
import { Deployments } from './api/metadata/deployments.ts';
import { Retrievals } from './api/metadata/retrievals.ts';
import { Authorizations } from './api/oauth/authorizations.ts';
import { allClientApps } from './api/oauth/client-apps.ts';
import { demoClient, newClientSecrets, type DemoClient } from './api/oauth/demo-client.ts';
import { consumerOf, deployedClientApps } from './api/oauth/deployed-client-apps.ts';
import { Sessions } from './api/oauth/sessions.ts';
import { Users } from './api/oauth/users.ts';
import { SchemaAge } from './api/rest/schema-age.ts';
import { QueryCursors } from './api/query/query-cursors.ts';
import { ToolingRecords } from './api/tooling/tooling-records.ts';
import { addControlRoutes } from './faults/control-routes.ts';
import { Faults, type FaultTargets } from './faults/faults.ts';
import { idSequence } from './schema/salesforce-id.ts';
import { openLocalOrg, type LocalOrg, type OrgOptions } from './org.ts';
import { startSettings, type StartOptions, type StartSettings } from './start-options.ts';

/** A local org that is listening. */
export interface RunningOrg {
  /** `http://127.0.0.1:7070`: login address, audience and instance address in one. */
  readonly url: string;
  readonly org: LocalOrg;
  /** What is to go wrong. */
  readonly faults: Faults;
  /** Which API calls were made, and how many are left. */
  readonly apiUsage: ApiUsage;
  /** The app to sign in with. */
  readonly client: DemoClient;
  /** Consumer key and secret of an External Client App that was deployed. Throws where there is none of the name. */
  consumerOf(appName: string): { readonly key: string; readonly secret: string };
  /** The org's Apex: what its Lightning pages call. */
  readonly apex: ApexRuntime;
  close(): Promise<void>;
}

/** Starts an org on this machine. Throws a StartMistake where the host isn't this machine or the port is taken; nothing is left behind then. */
export async function startLocalOrg(options: StartOptions = {}): Promise<RunningOrg> {
  const settings = startSettings(options);
  requireLoopback(settings.host);
  await using opened = new AsyncDisposableStack();
  const org = settings.org ?? openLocalOrg(openOptions(settings));
  if (settings.org === undefined) {
    opened.defer(() => {
      org.close();
    });
  }
  const folder = opened.adopt(mkdtempSync(join(tmpdir(), 'local-org-')), (path) => {
    rmSync(path, { recursive: true, force: true });
  });
  const listener = new Listener(settings);
  const client = demoClient(settings.clientSecrets ?? newClientSecrets(), runAs(settings, org));
  const context = apiContext(settings, { org, folder, listener, client });
  opened.defer(() => {
    context.bulk.close();
    context.asyncJobs.close();
    context.deployments.close();
    context.tooling.close();
    context.cursors.expireAll();
  });
  org.locks = (_object, id) => context.faults.rows.isLocked(id);
  const app = opened.adopt(await buildApi(context), (api) => listener.close(api));
  if (settings.control) addControlRoutes(app, context);
  const url = await listener.listen(app);
  opened.defer(runApexJobs({ ...settings, apex: context.apex, everyMs: settings.apexJobsMs }));
  const running = opened.move();
  return {
    url,
    org,
    faults: context.faults,
    apiUsage: context.usage,
    client,
    consumerOf: (appName) => consumerOf(org, appName),
    apex: context.apex,
    close: () => running.disposeAsync(),
  };
}

function openOptions({ clock, path, organizationName }: StartSettings): OrgOptions {
  return {
    clock,
    ...(path !== undefined && { path }),
    ...(organizationName !== undefined && { organizationName }),
  };
}

function runAs(settings: StartSettings, org: LocalOrg): string {
  const administrator = new Users(org).withId(org.administratorId);
  if (administrator === undefined) throw new Error('The org has no administrator.');
  return settings.runAs ?? administrator.username;
}

interface Foundations {
  readonly org: LocalOrg;
  /** For uploads and results; removed when the org closes. */
  readonly folder: string;
  readonly listener: Listener;
  readonly client: DemoClient;
}

function apiContext(
  settings: StartSettings,
  { org, folder, listener, client }: Foundations,
): ApiContext {
  const { clock, reportDefect } = settings;
  const usage = new ApiUsage({ clock, limit: settings.allowance });
  const analytics = new AnalyticsRequests({
    ...settings.appAnalytics,
    org,
    clock,
    folder,
    reportDefect,
  });
  const longCalls = new LongCalls({ clock, limit: settings.longCalls });
  const { organizationId } = org;
  const sessions = new Sessions({ clock, organizationId, ttlMs: settings.tokenTtlMs });
  const cursors = new QueryCursors({ clock, folder, ttlMs: settings.cursorTtlMs });
  const clientApps = [client, ...settings.clientApps];
  const apex = settings.apex?.(org) ?? apexRuntime(org, { reportDefect });
  return {
    org,
    clock,
    reportDefect,
    options: { pageSize: settings.pageSize, approvesAs: settings.approvesAs },
    usage,
    longCalls,
    analytics,
    users: new Users(org),
    sessions,
    cursors,
    schemaAge: new SchemaAge(org.schema, clock),
    clientApps: allClientApps(clientApps, deployedClientApps(org)),
    authorizations: new Authorizations({ clock, clientApps }),
    audiences: ['https://login.salesforce.com', 'https://test.salesforce.com'],
    ...bulkApis(settings, folder),
    apex,
    deployments: new Deployments({
      org,
      apex,
      clock,
      latencyMs: settings.deployLatencyMs,
      reportDefect,
    }),
    retrievals: new Retrievals(org),
    tooling: new ToolingRecords(org),
    faults: new Faults(faultTargets({ sessions, cursors, usage, longCalls, analytics, listener })),
  };
}

/** Both Bulk APIs, whose jobs share their ids. */
function bulkApis(
  { clock, jobLatency: latency, bulkResultRows, bulkQueryJobs }: StartSettings,
  folder: string,
): Pick<ApiContext, 'bulk' | 'asyncJobs'> {
  const nextJobId = idSequence('750');
  const limits = { resultRows: bulkResultRows, dailyQueryJobs: bulkQueryJobs };
  return {
    bulk: new BulkJobs({ clock, folder, latency, nextJobId, ...limits }),
    asyncJobs: new AsyncJobs({ clock, folder, nextJobId }),
  };
}

interface FaultReach {
  readonly sessions: Sessions;
  readonly cursors: QueryCursors;
  readonly usage: ApiUsage;
  readonly longCalls: LongCalls;
  readonly analytics: AnalyticsRequests;
  readonly listener: Listener;
}

function faultTargets({
  sessions,
  cursors,
  usage,
  longCalls,
  analytics,
  listener,
}: FaultReach): FaultTargets {
  return {
    expireTokens: () => {
      sessions.expireAll();
    },
    expireCursors: () => {
      cursors.expireAll();
    },
    leaveCalls: (remaining) => {
      usage.leave(remaining);
    },
    occupyLongCalls: (count) => {
      longCalls.occupy(count);
    },
    failAnalyticsRequest: (message) => {
      analytics.failNext(message);
    },
    restart: (downMs) => listener.restart(downMs),
  };
}
