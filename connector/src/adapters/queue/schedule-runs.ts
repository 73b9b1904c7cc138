import { createHash } from 'node:crypto';
import { nextStart, startDelayMs } from '../../domain/daily-schedule.ts';
import type { Organization } from '../../domain/organization.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Organizations } from '../../ports/organizations.ts';
import type { RunQueue } from '../../ports/run-queue.ts';

export interface Scheduling {
  readonly organizations: Organizations;
  readonly queue: Pick<RunQueue, 'enqueue'>;
  readonly clock: Clock;
  /** Over how long the starts of organizations with the same time are spread. */
  readonly spreadMs: number;
}

const organizationsAtOnce = 200;

/**
 * Queues the daily run of each organization that is due. However many starts were missed, the run is made up once.
 *
 * Any number of workers may do this at once: the key of a run is made of its organization and its start, so that the
 * queue takes it once, also from a worker that died before it could note that it had queued it. A clock that jumps
 * back finds the start already moved.
 */
export async function scheduleRuns(scheduling: Scheduling): Promise<void> {
  const { organizations, clock } = scheduling;
  const now = clock.now();
  let after: Organization | undefined;
  for (;;) {
    const due = await organizations.dueForRun(now, organizationsAtOnce, after);
    await queueRuns(due, scheduling);
    // Those that have to wait are due still: the others come after them.
    after = due.at(-1);
    if (!after || due.length < organizationsAtOnce) return;
  }
}

async function queueRuns(
  due: readonly Organization[],
  { organizations, queue, clock, spreadMs }: Scheduling,
): Promise<void> {
  for (const organization of due) {
    const { id, nextRunAt, schedule } = organization;
    const queued = await queue.enqueue({
      organizationId: id,
      runKey: dailyRunKey(organization),
      trigger: 'Schedule',
      dryRun: false,
      massChangeApproved: false,
    });
    // Behind one that waits, such as a dry run, it would be lost: it comes when that has begun.
    if (queued === 'busy') continue;
    const next = nextStart(schedule, clock.now(), startDelayMs(id, spreadMs));
    await organizations.moveNextRun(id, nextRunAt, next);
  }
}

/** A UUID (RFC 9562, version 8) that is the same for the same start. */
function dailyRunKey({ id, nextRunAt }: Organization): string {
  const bytes = createHash('sha256').update(`${id} ${nextRunAt.toISOString()}`).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
