import { places } from '../adapters/queue/places.ts';
import { pollOrganizations, type Look } from '../adapters/queue/poll-organizations.ts';
import { repeat } from '../adapters/queue/repeat.ts';
import { scheduleRuns } from '../adapters/queue/schedule-runs.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import type { ServiceConfig } from '../config.ts';
import type { Organization } from '../domain/organization.ts';
import { salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import type { RunHistory } from '../ports/run-history.ts';
import type { QueuedRun, RunQueue } from '../ports/run-queue.ts';

export interface KeepBusyParts {
  readonly organizations: Organizations;
  readonly runs: Pick<RunHistory, 'find'>;
  readonly queue: Pick<RunQueue, 'enqueue'>;
  readonly config: Pick<ServiceConfig, 'scheduleSpreadMs' | 'requestPollMs'>;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

/** How often it is looked whether a run or a poll is due; more often where polls are due more often. */
const tickMs = 15_000;
const looksAtOnce = 20;
/** A look is one short question: what does not answer it for so long will not. */
const lookTimeoutMs = 30_000;

/** Queues what is due and what is requested, until the signal aborts. */
export async function keepBusy(parts: KeepBusyParts, signal: AbortSignal): Promise<void> {
  const { organizations, queue, config, clock, logger } = parts;
  const scheduling = { organizations, queue, clock, spreadMs: config.scheduleSpreadMs };
  const failed = (error: unknown): void => {
    logger.error({ error }, 'Runs could not be scheduled; it is tried again');
  };
  const looks = places(looksAtOnce, failed);
  const polling = {
    ...scheduling,
    places: looks,
    intervalMs: config.requestPollMs,
    look: (organization: Organization) => look(organization, organizations, clock),
    closeEnded: (run: QueuedRun) => closeEnded(run, parts),
    onFailure: ({ id }: Organization, error: unknown) => {
      logger.warn({ organizationId: id, error }, 'The organization could not be looked at');
    },
  };
  await Promise.all([
    repeat(() => scheduleRuns(scheduling), tickMs, clock, signal, failed),
    repeat(
      () => pollOrganizations(polling),
      Math.min(tickMs, config.requestPollMs),
      clock,
      signal,
      failed,
    ),
  ]);
  await looks.emptied();
}

async function look(
  organization: Organization,
  organizations: Organizations,
  clock: Clock,
): Promise<Look> {
  await using salesforce = await salesforceOf(organization, organizations, clock, {
    timeoutMs: lookTimeoutMs,
  });
  const found = await salesforce.requests.readRequests();
  return { ...found, usage: salesforce.connection.usage() };
}

/**
 * Tells in the organization how a run ended that could not be told there at its end, such as while it let nobody in. Of one
 * that is not remembered nothing is known yet: it is being closed.
 */
async function closeEnded(
  run: QueuedRun,
  { organizations, runs, clock, logger }: KeepBusyParts,
): Promise<void> {
  const { organizationId, runKey } = run;
  const ended = await runs.find(organizationId, runKey);
  const organization = await organizations.find(organizationId);
  if (!ended || !organization) return;
  await using salesforce = await salesforceOf(organization, organizations, clock);
  // Taken over: its entries may be there, though its end is not.
  await salesforce.runLog.openRun(run, ended.startedAt, true);
  await salesforce.runLog.closeRun({ ...ended, catalogue: [] });
  logger.info({ organizationId, runKey }, 'The end of a run was told in its organization');
}
