import { repeat } from './adapters/queue/repeat.ts';
import type { Store } from './adapters/store/open-store.ts';
import { everyObserver } from './adapters/telemetry/every-observer.ts';
import type { openLogger } from './adapters/telemetry/logger.ts';
import { runLogger } from './adapters/telemetry/run-logger.ts';
import { salesforceOf } from './organization-access.ts';
import type { Clock } from './ports/clock.ts';
import type { RequestSource } from './ports/request-source.ts';
import type { RunObserver } from './ports/run-observer.ts';
import type { CarryOut } from './ports/run-queue.ts';
import type { Tracer } from './ports/tracer.ts';
import type { FollowUp } from './service/follow-up.ts';
import type { AnalyticsFolders } from './service/analytics-folders.ts';
import { outcomeKeeper } from './service/outcome-keeper.ts';
import type { SharedAnalytics } from './service/shared-analytics.ts';
import { tracedJobs, tracedRun } from './service/traced-runs.ts';
import { fetchingInRun } from './service/usage-fetching.ts';
import { runSync } from './stages/run-sync.ts';

export interface RunnerParts {
  readonly store: Store;
  readonly analytics: SharedAnalytics;
  readonly folders: AnalyticsFolders;
  readonly followUp: FollowUp;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
  /** Whoever watches a run of this process, by its key. */
  readonly watchers: ReadonlyMap<string, RunObserver>;
  readonly tracer: Tracer;
}

/** How often a run asks the organization whether it is to be cancelled; an API call each. */
const cancelPollMs = 60_000;

/** Carries out the runs that a worker takes from the queue, each with what belongs to its organization alone. */
export function organizationRunner(parts: RunnerParts): CarryOut {
  const { store, analytics, folders, followUp, clock, logger, watchers, tracer } = parts;
  const carryOut: CarryOut = async ({ organizationId, ...request }, signal) => {
    const organization = await store.organizations.find(organizationId);
    if (!organization) {
      logger.warn({ organizationId, runKey: request.runKey }, 'Its organization was removed');
      return;
    }
    // It ended, and its worker died before the queue heard of it.
    if (await store.runs.hasRun(organizationId, request.runKey)) return;
    await using opened = new AsyncDisposableStack();
    const salesforce = opened.use(
      await salesforceOf(organization, store.organizations, clock, tracer),
    );
    const usage = opened.use(await analytics.use(organizationId));
    const log = runLogger(logger, { organizationId, runKey: request.runKey });
    const watcher = watchers.get(request.runKey);
    const outcomes = outcomeKeeper(organizationId, request.runKey, store.accountHistory);
    const observer = everyObserver([log, outcomes.observer, ...(watcher ? [watcher] : [])]);
    const cancelling = cancellation(salesforce.requests, request.runKey, signal, parts);
    const fetching = {
      ...folders.of(organizationId),
      salesforce,
      book: store.usageRequests,
      clock,
    };
    const usageFiles = fetchingInRun(fetching, usage);
    const run = { ...salesforce, ...store, usage, usageFiles, clock, observer };
    // Where another goes on with it, what it did so far is neither kept nor told as a run that ended.
    const result = await tracedRun({ organizationId, ...request }, tracer, (spans) => {
      const traced = { ...run, observer: everyObserver([observer, spans]) };
      return runSync(request, traced, cancelling.signal, true);
    }).finally(cancelling.end);
    await followUp.after(request, organizationId, result, () => outcomes.kept());
  };
  return tracedJobs(carryOut, tracer);
}

interface Cancellation {
  /** Aborts with the signal of the queue, or when an administrator asked for it. */
  readonly signal: AbortSignal;
  readonly end: () => void;
}

function cancellation(
  requests: RequestSource,
  runKey: string,
  queue: AbortSignal,
  { clock, logger }: RunnerParts,
): Cancellation {
  const asked = new AbortController();
  const ended = new AbortController();
  const ask = async (): Promise<void> => {
    // At the beginning there is nothing to ask: the run is not in the log yet.
    await clock.sleep(cancelPollMs, ended.signal);
    if (await requests.isCancelRequested(runKey))
      asked.abort(new Error('An administrator cancelled the run.'));
  };
  void repeat(ask, 0, clock, ended.signal, (error) => {
    // The run itself finds out what is wrong with the organization, and says it.
    if (!ended.signal.aborted) logger.debug({ runKey, error }, 'Whether to cancel is not known');
  });
  return {
    signal: AbortSignal.any([queue, asked.signal]),
    end: () => {
      ended.abort();
    },
  };
}
