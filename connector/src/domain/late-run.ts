import type { Alert } from './alert.ts';
import type { Organization } from './organization.ts';

/** The watchdog in the organization waits as long. */
const lateAfterMs = 26 * 3_600_000;

/** A run that ended before then is too long ago to be the last one. */
export function lateSince(now: Date): Date {
  return new Date(now.getTime() - lateAfterMs);
}

/** A look that is further away than two intervals was put there by a clock that went wrong; workers' clocks differ a little. */
export function wrongLook(now: Date, next: Date): Date {
  return new Date(next.getTime() + (next.getTime() - now.getTime()));
}

/** A run that went through: it wrote what it could. */
export const throughStatuses = ['Succeeded', 'Degraded'] as const;

/**
 * What to alert to where no run of an organization has gone through for more than 26 hours although it has a daily one;
 * undefined where there is nothing. A paused organization has none.
 *
 * @param lastThrough when the newest run that went through ended; undefined where none is known
 */
export function lateRun(
  { id, isPaused, addedAt, nextRunAt }: Organization,
  lastThrough: Date | undefined,
  now: Date,
): Alert | undefined {
  const since = lastThrough !== undefined && lastThrough > addedAt ? lastThrough : addedAt;
  if (isPaused || since >= lateSince(now)) return undefined;
  const never = lastThrough === undefined ? ', since it was connected' : '';
  return {
    kind: 'late',
    event: 'raised',
    title: 'No sync has gone through for more than a day',
    text: `The last one ended at ${since.toISOString()}${never}; the next is due at ${nextRunAt.toISOString()}. Whoever runs the connector can see with "runs" what waits and what failed, and with "doctor" what is wrong.`,
    organizationId: id,
    // The same for every worker that finds it out.
    runKey: `late-${since.toISOString()}`,
    at: now,
  };
}
