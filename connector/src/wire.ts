import { randomUUID } from 'node:crypto';
import { openSalesforce, type Salesforce } from './adapters/salesforce/open-salesforce.ts';
import { openLogger } from './adapters/telemetry/logger.ts';
import { everyObserver } from './adapters/telemetry/every-observer.ts';
import { runLogger } from './adapters/telemetry/run-logger.ts';
import { openStore, type Store } from './adapters/store/open-store.ts';
import type { Config } from './config.ts';
import type { AccountExplanation } from './domain/account-explanation.ts';
import type { Finding } from './domain/diagnosis.ts';
import { OrgError } from './domain/org-error.ts';
import type { RunRequest, RunResult } from './domain/run.ts';
import { id18 } from './domain/salesforce-id.ts';
import type { SyncPlan } from './domain/sync-plan.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';
import type { OrgConnection } from './ports/org-connection.ts';
import type { RunObserver } from './ports/run-observer.ts';
import type { Tracer } from './ports/tracer.ts';
import type { UsageIntake } from './ports/usage-intake.ts';
import type { UsageSource } from './ports/usage-source.ts';
import { certificateExpiry } from './service/certificate-expiry.ts';
import { fetchTurns } from './service/fetch-turns.ts';
import { openFollowUp, type FollowUp } from './service/follow-up.ts';
import { openUsage } from './service/open-usage.ts';
import { tracedRun } from './service/traced-runs.ts';
import { tracerFor } from './service/tracer-for.ts';
import { fetchingInRun } from './service/usage-fetching.ts';
import { diagnose } from './stages/diagnose.ts';
import { explainAccount } from './stages/explain-account.ts';
import { failedRun } from './stages/failed-run.ts';
import { planSync } from './stages/plan-sync.ts';
import { runSync } from './stages/run-sync.ts';

/** The connector, put together for one organization. */
export interface Connector extends AsyncDisposable {
  /** ISVapp's list of Accounts as the newest run left it. */
  readonly directory: Directory;
  /** Carries out one run; always resolves, with what went wrong in the result. */
  run(request: RunRequest, observer: RunObserver, signal?: AbortSignal): Promise<RunResult>;
  /** What a run would do now. */
  plan(observer: RunObserver, signal?: AbortSignal): Promise<SyncPlan>;
  /** Why an Account (18 characters) has its values; undefined where it was not in the scope of the newest run. */
  explain(accountId: string): Promise<AccountExplanation | undefined>;
  /** The run with failed values that is named, or the newest. */
  failedRun(runKey: string | undefined): ReturnType<typeof failedRun>;
  /** Its id where it is connected in a database that is shared: whoever runs it then has to queue, as a worker may be at it. */
  queuedId(): Promise<string | undefined>;
  /** Looks at all that a run depends on, without changing anything. */
  diagnose(): Promise<readonly Finding[]>;
}

/**
 * Opens everything a run needs. What was opened is closed again when a part fails to open.
 *
 * @param logDestination where runs are logged as JSON lines; without it they are not
 * @throws an error that names the setting or folder to look at
 */
export async function openConnector(
  config: Config,
  clock: Clock,
  logDestination?: LogDestination,
): Promise<Connector> {
  await using opening = new AsyncDisposableStack();
  const store = await openStore({ ...config.store, clock });
  opening.defer(() => store.close());
  const tracer = opening.use(await tracerFor(config));
  const usage = opening.use(
    await openUsage(config.analytics, organizationIdIn(config), clock, tracer),
  );
  const salesforce = openSalesforce({ ...config.salesforce, clock, tracer });
  opening.defer(() => salesforce.close());
  const logger =
    logDestination && openLogger({ level: config.logLevel, clock, destination: logDestination });
  const followUp = openFollowUp({ store, config, clock, logger });
  const run = runner(config, { store, usage, salesforce, logger, followUp, clock, tracer });
  const open = opening.move();

  const ownId = idOf(salesforce.connection, config.salesforce.expectedOrganizationId);

  return {
    run,
    directory: store.directory,
    plan: (observer, signal) =>
      planSync(randomUUID(), { ...salesforce, ...store, usage, clock, observer }, signal),
    explain: async (accountId) => explainAccount(await ownId(), accountId, store),
    failedRun: async (runKey) => failedRun(await ownId(), runKey, store.runs),
    queuedId: () => queuedId(config, ownId, store),
    diagnose: () =>
      diagnose({
        ...salesforce,
        usage,
        clock,
        fetchesUsage: config.analytics.fetch !== undefined,
        certificateExpiresAt: certificateExpiry(config.salesforce.auth),
        isPinned: config.salesforce.expectedOrganizationId !== undefined,
      }),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function queuedId(
  { store: { databaseUrl } }: Config,
  ownId: () => Promise<string>,
  { organizations }: Pick<Store, 'organizations'>,
): Promise<string | undefined> {
  if (databaseUrl === undefined) return undefined;
  try {
    const id = await ownId();
    return (await organizations.has(id)) ? id : undefined;
  } catch (error) {
    // Nobody is let in, so nothing can be written beside a worker: the run itself says it, with what to do.
    if (error instanceof OrgError) return undefined;
    throw error;
  }
}

function organizationIdIn({ salesforce: { expectedOrganizationId } }: Config): string | null {
  return expectedOrganizationId === undefined ? null : id18(expectedOrganizationId);
}

interface RunnerParts {
  readonly store: Store;
  readonly usage: UsageSource & UsageIntake;
  readonly salesforce: Salesforce;
  readonly logger: ReturnType<typeof openLogger> | undefined;
  readonly followUp: FollowUp;
  readonly clock: Clock;
  readonly tracer: Tracer;
}

function runner(
  config: Config,
  { store, usage, salesforce, logger, followUp, clock, tracer }: RunnerParts,
): Connector['run'] {
  const fetching = {
    ...config.analytics,
    salesforce,
    book: store.usageRequests,
    turns: fetchTurns(),
    clock,
  };
  const usageFiles = fetchingInRun(fetching, usage);
  return async (request, watcher, signal) => {
    const connection = watched(salesforce.connection);
    const watching = [watcher, ...(logger ? [runLogger(logger, identity(request, config))] : [])];
    const failed = (error: unknown): void => {
      logger?.error(
        { runKey: request.runKey, error },
        'An observer of the run failed; the run goes on',
      );
    };
    const observer = everyObserver(watching, failed);
    const ports = { ...salesforce, ...store, connection, usage, usageFiles, clock, observer };
    const { expectedOrganizationId } = config.salesforce;
    const traced = { ...request, organizationId: expectedOrganizationId };
    const result = await tracedRun(traced, tracer, (spans) =>
      runSync(request, { ...ports, observer: everyObserver([observer, spans], failed) }, signal),
    );
    const organizationId = connection.organizationId() ?? config.salesforce.expectedOrganizationId;
    return followUp.after(request, organizationId, result);
  };
}

/** Takes log lines one at a time, such as a stream of the process. */
export interface LogDestination {
  write(line: string): void;
}

function identity({ runKey }: RunRequest, { salesforce }: Config): Parameters<typeof runLogger>[1] {
  const { expectedOrganizationId: organizationId } = salesforce;
  return { runKey, ...(organizationId !== undefined && { organizationId }) };
}

/** The id that is pinned, 18 characters; without one, that of the organization that answers. */
function idOf(connection: OrgConnection, pinnedId: string | undefined): () => Promise<string> {
  return async () =>
    pinnedId === undefined ? (await connection.connect()).organizationId : id18(pinnedId);
}

interface WatchedConnection extends OrgConnection {
  /** The organization that let us in; undefined where none did. */
  organizationId(): string | undefined;
}

/** A run that was not let in has no organization to be remembered under, except the one it is pinned to. */
function watched(connection: OrgConnection): WatchedConnection {
  let organizationId: string | undefined;
  return {
    ...connection,
    connect: async () => {
      const org = await connection.connect();
      ({ organizationId } = org);
      return org;
    },
    organizationId: () => organizationId,
  };
}
