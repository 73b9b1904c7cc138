import { nextStart, startDelayMs } from '../../domain/daily-schedule.ts';
import type { DailySchedule, Organization } from '../../domain/organization.ts';
import type { ApiUsage } from '../../ports/org-connection.ts';
import type { OrgRequests } from '../../ports/request-source.ts';
import type { QueuedRun } from '../../ports/run-queue.ts';
import type { Places } from './places.ts';
import type { Scheduling } from './schedule-runs.ts';

/** What one look at an organization found, and what is left of its allowance. */
export interface Look extends OrgRequests {
  readonly usage: ApiUsage | undefined;
}

export interface Polling extends Scheduling {
  /** How long between two looks at an organization: 86,400 seconds divided by it are its API calls a day. */
  readonly intervalMs: number;
  /** Looks at the organization; one API call. */
  readonly look: (organization: Organization) => Promise<Look>;
  /** Closes what is requested still in the organization although the run has ended. */
  readonly closeEnded: (run: QueuedRun) => Promise<void>;
  /** Where looks are under way, from one call to the next. */
  readonly places: Places;
  /** Told of an organization that could not be looked at; the others are. */
  readonly onFailure: (organization: Organization, error: unknown) => void;
}

/** After a failure, and while the allowance is used up to what is everyone else's. */
const pauseMs = 3_600_000;

/**
 * Begins to look at each organization that is due for it: takes up requested runs, and follows a schedule that was changed.
 * One whose Salesforce does not answer keeps nobody waiting.
 */
export async function pollOrganizations(polling: Polling): Promise<void> {
  const { organizations, places, clock, intervalMs } = polling;
  const claim = (most: number): Promise<readonly Organization[]> => {
    const now = clock.now();
    return organizations.claimPolls(now, new Date(now.getTime() + intervalMs), most);
  };
  await places.fill(claim, (organization) => triedPoll(organization, polling));
}

async function triedPoll(organization: Organization, polling: Polling): Promise<void> {
  try {
    await pollOne(organization, polling);
  } catch (error) {
    polling.onFailure(organization, error);
    await pause(organization, polling);
  }
}

async function pollOne(organization: Organization, polling: Polling): Promise<void> {
  const { queue, organizations, clock, spreadMs } = polling;
  const { id } = organization;
  const found = await polling.look(organization);
  // One that has to wait stays a record in the organization, and is found again.
  for (const request of found.requested) {
    const run = { ...request, organizationId: id };
    if ((await queue.enqueue(run)) === 'ended') await polling.closeEnded(run);
  }
  if (differs(found.schedule, organization.schedule)) {
    const next = nextStart(found.schedule, clock.now(), startDelayMs(id, spreadMs));
    await organizations.setSchedule(id, found.schedule, next);
  }
  if (isUsedUp(found)) await pause(organization, polling);
}

async function pause({ id }: Organization, polling: Polling): Promise<void> {
  const { organizations, clock, intervalMs } = polling;
  const next = new Date(clock.now().getTime() + Math.max(pauseMs, intervalMs));
  await organizations.setNextPoll(id, next);
}

function differs(one: DailySchedule, other: DailySchedule): boolean {
  return one.dailyStart !== other.dailyStart || one.timeZone !== other.timeZone;
}

function isUsedUp({ usage, apiReservePercent }: Look): boolean {
  return usage !== undefined && usage.used >= usage.limit * (1 - apiReservePercent / 100);
}
