import { repeat } from '../adapters/queue/repeat.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import { lateRun, lateSince } from '../domain/late-run.ts';
import type { Clock } from '../ports/clock.ts';
import type { LateRuns } from '../ports/late-runs.ts';
import type { FollowUp } from './follow-up.ts';

export interface KeepWatchParts {
  readonly lateRuns: LateRuns;
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

/** Looks once, unless another worker has just done so. */
export async function lookForLateRuns({
  lateRuns,
  followUp,
  clock,
}: Omit<KeepWatchParts, 'logger'>): Promise<void> {
  const now = clock.now();
  if (!(await lateRuns.claimLook(now, new Date(now.getTime() + lookMs)))) return;
  for (let after = ''; ;) {
    const found = await lateRuns.untold(lateSince(now), after, organizationsAtOnce);
    for (const { organization, lastThrough } of found) {
      const late = lateRun(organization, lastThrough, now);
      if (late) await followUp.raise(late);
    }
    const last = found.at(-1);
    if (!last || found.length < organizationsAtOnce) return;
    after = last.organization.id;
  }
}
