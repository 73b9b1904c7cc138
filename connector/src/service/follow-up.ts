import type { Store } from '../adapters/store/open-store.ts';
import { alertChannels } from '../adapters/telemetry/alerts/alert-channels.ts';
import { alertDesk } from '../adapters/telemetry/alerts/alert-desk.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import { openMeters, type Meters } from '../adapters/telemetry/meters.ts';
import { afterRun } from '../after-run.ts';
import type { Config } from '../config.ts';
import type { Alert } from '../domain/alert.ts';
import type { RunRequest, RunResult } from '../domain/run.ts';
import type { Clock } from '../ports/clock.ts';

export interface FollowUpParts {
  readonly store: Pick<Store, 'alerts' | 'runs'>;
  readonly config: Pick<Config, 'alerts' | 'api'>;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger> | undefined;
}

/** What follows the runs of this process. */
export interface FollowUp {
  readonly meters: Meters;
  /** As afterRun does. */
  after(
    request: RunRequest,
    organizationId: string | undefined,
    result: RunResult,
    /** Waits for what is kept while the run goes on. */
    outcomesKept?: () => Promise<void>,
  ): Promise<RunResult>;
  /** Tells of trouble that shows without a run, once until a run shows that it is over. */
  raise(alert: Alert): Promise<void>;
}

/** Puts together what counts, remembers and tells of runs: once a process, so that it is one count. */
export function openFollowUp({ store, config, clock, logger }: FollowUpParts): FollowUp {
  const meters = openMeters(config.api.metricsOrganizations);
  const desk = alertDesk({
    channels: alertChannels(config.alerts, clock),
    book: store.alerts,
    unchangedDays: config.alerts.unchangedDays,
    logger,
  });
  const parts = { runs: store.runs, desk, meters, clock };
  return {
    meters,
    after: (request, organizationId, result, outcomesKept) =>
      afterRun(request, organizationId, result, {
        ...parts,
        ...(outcomesKept && { outcomesKept }),
      }),
    raise: async (alert) => {
      const { told } = await desk.raise(alert);
      for (const each of told) meters.alertTold(each);
    },
  };
}
