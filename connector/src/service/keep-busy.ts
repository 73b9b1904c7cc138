import { pollOrganizations, type Look } from '../adapters/queue/poll-organizations.ts';
import { repeat } from '../adapters/queue/repeat.ts';
import { scheduleRuns } from '../adapters/queue/schedule-runs.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import type { ServiceConfig } from '../config.ts';
import type { Organization } from '../domain/organization.ts';
import { salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import type { RunQueue } from '../ports/run-queue.ts';

export interface KeepBusyParts {
  readonly organizations: Organizations;
  readonly queue: Pick<RunQueue, 'enqueue'>;
  readonly config: Pick<ServiceConfig, 'scheduleSpreadMs' | 'requestPollMs'>;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

/** How often it is looked whether a run or a poll is due; more often where polls are due more often. */
const tickMs = 15_000;

/** Queues what is due and what is requested, until the signal aborts. */
export async function keepBusy(
  { organizations, queue, config, clock, logger }: KeepBusyParts,
  signal: AbortSignal,
): Promise<void> {
  const scheduling = { organizations, queue, clock, spreadMs: config.scheduleSpreadMs };
  const polling = {
    ...scheduling,
    intervalMs: config.requestPollMs,
    look: (organization: Organization) => look(organization, organizations, clock),
    onFailure: ({ id }: Organization, error: unknown) => {
      logger.warn({ organizationId: id, error }, 'The organization could not be looked at');
    },
  };
  const failed = (error: unknown): void => {
    logger.error({ error }, 'Runs could not be scheduled; it is tried again');
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
}

async function look(
  organization: Organization,
  organizations: Organizations,
  clock: Clock,
): Promise<Look> {
  await using salesforce = await salesforceOf(organization, organizations, clock);
  const found = await salesforce.requests.readRequests();
  return { ...found, usage: salesforce.connection.usage() };
}
