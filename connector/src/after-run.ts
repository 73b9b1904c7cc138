import type { AlertDesk } from './adapters/telemetry/alerts/alert-desk.ts';
import type { Meters } from './adapters/telemetry/meters.ts';
import type { LogEntry, RunRequest, RunResult } from './domain/run.ts';
import type { Clock } from './ports/clock.ts';
import type { PastRun, RunHistory } from './ports/run-history.ts';
import { patiently } from './stages/patience.ts';

export interface AfterRunParts {
  readonly runs: RunHistory;
  readonly desk: AlertDesk;
  readonly meters: Meters;
  readonly clock: Clock;
  /** Waits for what is kept while the run goes on; rejects with what kept it from that. */
  readonly outcomesKept?: () => Promise<void>;
}

/** As many as tell of several weeks, runs by hand included. */
const runsLookedAt = 100;

/**
 * What follows each run: it is counted, it is kept in the connector's own history, and whoever looks after the connector is told what
 * is wrong. Neither can lose the result itself: what does not work out becomes an entry of it.
 *
 * @param organizationId undefined where no organization let us in and none is pinned: then there is nothing to keep it under
 */
export async function afterRun(
  request: RunRequest,
  organizationId: string | undefined,
  result: RunResult,
  { runs, desk, meters, clock, outcomesKept }: AfterRunParts,
): Promise<RunResult> {
  if (organizationId === undefined) return result;
  meters.runFinished(organizationId, request, result);
  let earlier: readonly PastRun[] = [];
  const told = await noted(result, outcomesNotKept, async () => outcomesKept?.());
  const kept = await noted(told, historyNotKept, async () => {
    earlier = await patiently(() => runs.newestRuns(organizationId, runsLookedAt), clock);
    await patiently(() => runs.recordRun(organizationId, told), clock);
  });
  if (request.dryRun) return kept;
  return noted(kept, alertNotSent, async () => {
    const { told: alerts, failures } = await desk.runFinished(organizationId, kept, earlier);
    for (const alert of alerts) meters.alertTold(alert);
    if (failures.length > 0) throw new Error(failures.join(' '));
  });
}

const outcomesNotKept = {
  code: 'OUTCOMES_NOT_KEPT',
  explanation:
    'The run itself is not affected; what it did to single Accounts is not complete where the connector is asked for it. The operator of the connector can look at its database: DATABASE_URL or DATA_DIRECTORY.',
};
const historyNotKept = {
  code: 'HISTORY_NOT_KEPT',
  explanation:
    'The run itself is not affected. The operator of the connector can look at its database: DATABASE_URL or DATA_DIRECTORY.',
};
const alertNotSent = {
  code: 'ALERT_NOT_SENT',
  explanation:
    'The run itself is not affected. The operator of the connector can check the settings that begin with ALERT_. An alert that reached nobody is sent after the next run.',
};

/** The result, with an entry more where the work failed. */
async function noted(
  result: RunResult,
  about: Pick<LogEntry, 'code' | 'explanation'>,
  work: () => Promise<void>,
): Promise<RunResult> {
  try {
    await work();
    return result;
  } catch (error) {
    const entry: LogEntry = {
      ...about,
      level: 'Warning',
      message: error instanceof Error ? error.message : String(error),
      count: 1,
      sampleAccountIds: [],
    };
    const status = result.status === 'Succeeded' ? 'Degraded' : result.status;
    return { ...result, status, entries: [...result.entries, entry] };
  }
}
