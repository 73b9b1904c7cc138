import type { Store } from './adapters/store/open-store.ts';
import { everyObserver } from './adapters/telemetry/every-observer.ts';
import type { openLogger } from './adapters/telemetry/logger.ts';
import { runLogger } from './adapters/telemetry/run-logger.ts';
import type { Salesforce } from './adapters/salesforce/open-salesforce.ts';
import { salesforceOf } from './organization-access.ts';
import { RunHandedOver } from './domain/run-handed-over.ts';
import type { Clock } from './ports/clock.ts';
import type { RunObserver } from './ports/run-observer.ts';
import type { CarryOut, CloseRun, QueuedRun } from './ports/run-queue.ts';
import type { Tracer } from './ports/tracer.ts';
import { awaitedAnalytics } from './service/awaited-analytics.ts';
import type { FollowUp } from './service/follow-up.ts';
import type { AnalyticsFolders } from './service/analytics-folders.ts';
import type { FetchTurns } from './service/fetch-turns.ts';
import { outcomeKeeper } from './service/outcome-keeper.ts';
import { runCancellation, type RunCancellation } from './service/run-cancellation.ts';
import type { SharedAnalytics } from './service/shared-analytics.ts';
import { tracedJobs, tracedRun } from './service/traced-runs.ts';
import { fetchingInRun } from './service/usage-fetching.ts';
import { closeRun } from './stages/close-run.ts';
import type { RunPorts } from './stages/run-ports.ts';
import { runSync } from './stages/run-sync.ts';

export interface RunnerParts {
  readonly store: Store;
  readonly analytics: SharedAnalytics;
  readonly folders: AnalyticsFolders;
  readonly turns: FetchTurns;
  readonly followUp: FollowUp;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
  /** Whoever watches a run of this process, by its key. */
  readonly watchers: ReadonlyMap<string, RunObserver>;
  readonly tracer: Tracer;
}

/** What a worker does with the runs it takes from the queue. */
export interface OrganizationRunner {
  readonly carryOut: CarryOut;
  readonly close: CloseRun;
}

/** Each run with what belongs to its organization alone. */
export function organizationRunner(parts: RunnerParts): OrganizationRunner {
  const { tracer } = parts;
  const carryOut: CarryOut = (run, signal) =>
    inOrganization(run, { ...parts, signal }, async (opened) => {
      const { organizationId, ...request } = run;
      const cancelling = await cancellationOf(run, opened, signal, parts);
      // Where another goes on with it, what it did so far is neither kept nor told as a run that ended.
      const result = await tracedRun(run, tracer, (spans) => {
        const told = [opened.ports.observer, spans];
        const observer = everyObserver(told, observerFailed(run, parts));
        return runSync(request, { ...opened.ports, observer }, cancelling.signal, true);
      }).finally(cancelling.end);
      await parts.followUp.after(request, organizationId, result, opened.outcomesKept);
    });
  const close: CloseRun = (run, why) =>
    inOrganization(run, parts, async ({ ports, outcomesKept }) => {
      const { organizationId, ...request } = run;
      const result = await closeRun(request, why, ports);
      await parts.followUp.after(request, organizationId, result, outcomesKept);
    });
  const traced = tracedJobs(carryOut, tracer);
  return {
    carryOut: (run, signal) => untilEnded(() => traced(run, signal), run, parts),
    close: (run, why) => untilEnded(() => close(run, why), run, parts),
  };
}

/** What keeps a run from its end shows nowhere else: the queue tries again, and only the last try is told in the run's log. */
async function untilEnded(
  work: () => Promise<void>,
  { organizationId, runKey }: QueuedRun,
  { logger }: RunnerParts,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const level = error instanceof RunHandedOver ? 'info' : 'error';
    logger[level]({ organizationId, runKey, error }, 'The run has not ended; it is taken up again');
    throw error;
  }
}

/** The run itself goes on: whoever watches it can't end it. */
function observerFailed(
  { organizationId, runKey }: Pick<QueuedRun, 'organizationId' | 'runKey'>,
  { logger }: RunnerParts,
): (error: unknown) => void {
  return (error) => {
    logger.error(
      { organizationId, runKey, error },
      'An observer of the run failed; the run goes on',
    );
  };
}

interface OpenedRun {
  readonly ports: RunPorts & Pick<Salesforce, 'requests'>;
  readonly outcomesKept: () => Promise<void>;
}

/** Does the work with everything opened that the run needs; not at all where the run has ended already. */
async function inOrganization(
  { organizationId, runKey }: QueuedRun,
  parts: RunnerParts & { readonly signal?: AbortSignal },
  work: (opened: OpenedRun) => Promise<void>,
): Promise<void> {
  const { store, analytics, folders, turns, clock, logger, watchers, tracer } = parts;
  const organization = await store.organizations.find(organizationId);
  if (!organization) {
    logger.warn({ organizationId, runKey }, 'Its organization was removed');
    return;
  }
  // It ended, and its worker died before the queue heard of it.
  if (await store.runs.hasRun(organizationId, runKey)) return;
  logger.debug({ organizationId, runKey }, 'The run was taken from the queue');
  await using opened = new AsyncDisposableStack();
  const salesforce = opened.use(
    await salesforceOf(organization, store.organizations, clock, { tracer }),
  );
  const onWaiting = (): void => {
    logger.info(
      { organizationId, runKey },
      'The run waits for its folder in ANALYTICS_DIRECTORY, in which another process counts',
    );
  };
  const usage = opened.use(
    await awaitedAnalytics(organizationId, { analytics, clock, signal: parts.signal, onWaiting }),
  );
  const log = runLogger(logger, { organizationId, runKey });
  const watcher = watchers.get(runKey);
  const outcomes = outcomeKeeper(organizationId, runKey, store.accountHistory, clock);
  const told = [log, outcomes.observer, ...(watcher ? [watcher] : [])];
  const observer = everyObserver(told, observerFailed({ organizationId, runKey }, parts));
  const book = store.usageRequests;
  const fetching = { ...folders.of(organizationId), salesforce, book, turns, clock };
  const usageFiles = fetchingInRun(fetching, usage);
  const ports = { ...salesforce, ...store, usage, usageFiles, clock, observer };
  await work({ ports, outcomesKept: () => outcomes.kept() });
}

function cancellationOf(
  run: QueuedRun,
  { ports: { requests } }: OpenedRun,
  queue: AbortSignal,
  { store: { organizations }, clock, logger }: RunnerParts,
): Promise<RunCancellation> {
  const { organizationId, runKey } = run;
  const onFailure = (error: unknown): void => {
    logger.debug({ organizationId, runKey, error }, 'Whether to cancel is not known');
  };
  return runCancellation(run, queue, { requests, organizations, clock, onFailure });
}
