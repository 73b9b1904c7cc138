import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { openRunQueue } from './adapters/queue/run-queue.ts';
import { openStore, type Store } from './adapters/store/open-store.ts';
import { openLogger } from './adapters/telemetry/logger.ts';
import type { Meters } from './adapters/telemetry/meters.ts';
import { apiService } from './api-service.ts';
import type { ServiceConfig } from './config.ts';
import type { AccountExplanation } from './domain/account-explanation.ts';
import { callbackPath } from './domain/callback-page.ts';
import type { Finding } from './domain/diagnosis.ts';
import type { SyncPlan } from './domain/sync-plan.ts';
import type { ApiService } from './entrypoints/http/api-service.ts';
import { organizationRunner, type OrganizationRunner } from './organization-runner.ts';
import type { ApiKeys } from './ports/api-keys.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';
import type { Organizations } from './ports/organizations.ts';
import type { PastRun, RunHistory } from './ports/run-history.ts';
import type { RunObserver } from './ports/run-observer.ts';
import type { QueuedRun, RunQueue } from './ports/run-queue.ts';
import type { Tracer } from './ports/tracer.ts';
import { analyticsFolders } from './service/analytics-folders.ts';
import { browserSignIn, type BrowserSignInParts } from './service/browser-sign-in.ts';
import { carriedOutNow } from './service/carry-out-now.ts';
import { openConnecting, type ConnectingWays } from './service/connecting.ts';
import { countingFor } from './service/counting.ts';
import { diagnoseOrganization } from './service/diagnose-organization.ts';
import { fetchTurns } from './service/fetch-turns.ts';
import { openFollowUp } from './service/follow-up.ts';
import { openUsage } from './service/open-usage.ts';
import { keepBusy } from './service/keep-busy.ts';
import { keepFetched, type KeepFetchedParts } from './service/keep-fetched.ts';
import { keepWatch, type KeepWatchParts } from './service/keep-watch.ts';
import { organizationInquiries } from './service/organization-inquiries.ts';
import { planOrganization } from './service/plan-organization.ts';
import { sharedAnalytics } from './service/shared-analytics.ts';
import { explainAccount } from './stages/explain-account.ts';
import { tracerFor } from './service/tracer-for.ts';
import { version } from './version.ts';
import type { LogDestination } from './wire.ts';

/** The connector for many organizations. */
export interface Service extends ConnectingWays, AsyncDisposable {
  readonly organizations: Omit<Organizations, 'remove'>;
  readonly directory: Directory;
  readonly runs: RunHistory;
  readonly keys: ApiKeys;
  readonly audit: AuditLog;
  readonly queue: Pick<RunQueue, 'open' | 'enqueue' | 'cancel'>;
  /** What the HTTP API offers. */
  readonly api: ApiService;
  /** What the runs of this process have counted. */
  readonly meters: Meters;
  readonly logger: ReturnType<typeof openLogger>;
  readonly tracer: Tracer;
  /** What a run of the organization would do now. */
  plan(organizationId: string, observer: RunObserver, signal: AbortSignal): Promise<SyncPlan>;
  /** Why an Account (18 characters) has its values; undefined where it was not in the scope of the newest run. */
  explain(organizationId: string, accountId: string): Promise<AccountExplanation | undefined>;
  /** Looks at all that a run of the organization depends on, without changing anything. */
  diagnose(id: string): Promise<readonly Finding[]>;
  /** Carries out runs as they are queued, until the service is closed; nothing is scheduled. */
  takeRuns(): Promise<void>;
  /**
   * Queues a run and waits for its end, in a worker that takes it or in this process, which takes no other for it. The
   * observer is told of it where it is carried out in this process.
   */
  runNow(run: QueuedRun, observer: RunObserver, signal: AbortSignal): Promise<PastRun>;
  /** Schedules, looks for requests and carries out runs until the signal aborts; then stops within the deadline. */
  work(signal: AbortSignal): Promise<void>;
}

/**
 * Opens the store with its tables, and the queue in it.
 *
 * @throws an error that names the setting to look at
 */
export async function openService(
  config: ServiceConfig,
  clock: Clock,
  logDestination: LogDestination,
): Promise<Service> {
  await using opening = new AsyncDisposableStack();
  const logger = openLogger({ level: config.logLevel, clock, destination: logDestination });
  const store = await openStore({ ...config.store, clock, secretKeys: config.secretKeys });
  opening.defer(() => store.close());
  const queue = await queueIn(store, logger);
  const stopping = stopOnce(queue);
  opening.defer(() => stopping(config.stopMs));
  const followUp = openFollowUp({ store, config, clock, logger });
  const folders = analyticsFolders(config);
  const tracer = opening.use(await tracerFor(config));
  const analytics = sharedAnalytics((id) => openUsage(folders.of(id), id, clock, tracer));
  const inquiries = opening.use(organizationInquiries({ ...store, analytics, clock, logger }));
  const counting = opening.use(countingFor(config, analytics, { clock, logger }));
  const watchers = new Map<string, RunObserver>();
  const connecting = opening.use(
    openConnecting({ store, folders, analytics, config, clock, logger }),
  );
  const { ways, publish } = connecting;
  const turns = fetchTurns();
  const parts = { ...store, store, folders, turns, publish, queue, config, clock, logger, tracer };
  const runner = organizationRunner({ ...parts, analytics, followUp, watchers });
  const open = opening.move();

  return {
    ...store,
    queue,
    meters: followUp.meters,
    logger,
    tracer,
    api: apiService({
      ...{ version, store, clock, queue, inquiries, ...ways, ...counting },
      ...browserWay(config, store, { ...ways, clock }),
      keepsSecrets: config.secretKeys.current !== undefined,
      allowsLocal: config.api.allowsLocal,
    }),
    ...ways,
    plan: (id, observer, signal) => planOrganization(id, observer, signal, { ...parts, analytics }),
    explain: (id, accountId) => explainAccount(id, accountId, store),
    diagnose: (id) => diagnoseOrganization(id, { ...parts, analytics }),
    ...working({ ...parts, followUp }, { runner, watchers, stopping }),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** The sign-in in a browser, and where it comes back to. */
function browserWay(
  { api }: ServiceConfig,
  { pendingAuthorizations: pending }: Store,
  parts: Omit<BrowserSignInParts, 'pending'>,
): Pick<Parameters<typeof apiService>[0], 'browser' | 'redirectUri'> {
  return {
    browser: browserSignIn({ ...parts, pending }),
    redirectUri: api.publicUrl + callbackPath,
  };
}

interface Worker {
  readonly runner: OrganizationRunner;
  readonly watchers: Map<string, RunObserver>;
  readonly stopping: (deadlineMs: number) => Promise<void>;
}

function working(
  parts: Parameters<typeof keepBusy>[0] &
    KeepFetchedParts &
    KeepWatchParts & {
      readonly queue: RunQueue;
      readonly runs: RunHistory;
      readonly config: ServiceConfig;
    },
  { runner, watchers, stopping }: Worker,
): Pick<Service, 'takeRuns' | 'runNow' | 'work'> {
  const { queue, config } = parts;
  const takeRuns = (): Promise<void> =>
    queue.work(config.runsAtOnce, runner.carryOut, runner.close);
  return {
    takeRuns,
    runNow: async (run, observer, signal) => {
      watchers.set(run.runKey, observer);
      try {
        const awaiter = randomInt(1, 2 ** 31);
        await queue.workFor(awaiter, runner.carryOut);
        return await carriedOutNow(run, { ...parts, awaiter, signal });
      } finally {
        watchers.delete(run.runKey);
      }
    },
    work: async (signal) => {
      await takeRuns();
      const going = Promise.all([
        keepBusy(parts, signal),
        keepFetched(parts, signal),
        keepWatch(parts, signal),
      ]);
      // A look at an organization that does not answer must not keep runs from being handed over in time.
      await Promise.race([going, aborted(signal)]);
      await stopping(config.stopMs);
    },
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** Closes the queue once, however often it is asked to. */
function stopOnce(queue: RunQueue): Worker['stopping'] {
  let stopped: Promise<void> | undefined;
  return (deadlineMs) => (stopped ??= queue.close(deadlineMs));
}

function queueIn({ execute }: Store, logger: Service['logger']): Promise<RunQueue> {
  if (!execute) throw new Error('The queue needs a store with a database.');
  return openRunQueue({
    database: { executeSql: execute },
    onError: (error) => {
      logger.error({ error }, 'The queue could not do its work; it tries again');
    },
  });
}
