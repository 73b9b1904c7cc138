import { repeat } from '../adapters/queue/repeat.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import { lateRun, throughStatuses } from '../domain/late-run.ts';
import type { Organization } from '../domain/organization.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import type { RunHistory } from '../ports/run-history.ts';
import type { FollowUp } from './follow-up.ts';

export interface KeepWatchParts {
  readonly organizations: Pick<Organizations, 'page'>;
  readonly runs: Pick<RunHistory, 'page'>;
  readonly followUp: Pick<FollowUp, 'raise'>;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

const lookMs = 10 * 60_000;
const organizationsAtOnce = 200;

/** Tells of organizations whose runs don't go through, until the signal aborts: also of those that no run was begun for. */
export async function keepWatch(parts: KeepWatchParts, signal: AbortSignal): Promise<void> {
  const failed = (error: unknown): void => {
    parts.logger.error({ error }, 'It is not known whether runs are late; it is looked again');
  };
  await repeat(() => lookForLateRuns(parts), lookMs, parts.clock, signal, failed);
}

export async function lookForLateRuns(parts: KeepWatchParts): Promise<void> {
  for (let after = ''; ;) {
    const organizations = await parts.organizations.page(after, organizationsAtOnce);
    for (const organization of organizations) await lookAt(organization, parts);
    const last = organizations.at(-1);
    if (!last || organizations.length < organizationsAtOnce) return;
    after = last.id;
  }
}

async function lookAt(
  organization: Organization,
  { runs, followUp, clock }: KeepWatchParts,
): Promise<void> {
  const now = clock.now();
  // One that is not late by what was true when it was added needs no look at its runs.
  if (!lateRun(organization, undefined, now)) return;
  const late = lateRun(organization, await lastThrough(organization.id, runs), now);
  if (late) await followUp.raise(late);
}

/** When the newest run that went through ended. A dry run writes nothing, and a retry is no sync of all values: neither is one. */
async function lastThrough(
  organizationId: string,
  runs: KeepWatchParts['runs'],
): Promise<Date | undefined> {
  const ends: Date[] = [];
  for (const status of throughStatuses) {
    const query = {
      limit: 1,
      after: null,
      status,
      trigger: null,
      dryRun: false,
      leavesOutRetries: true,
    } as const;
    ends.push(...(await runs.page(organizationId, query)).map((run) => run.finishedAt));
  }
  return ends.sort((one, other) => other.getTime() - one.getTime())[0];
}
