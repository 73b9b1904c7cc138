import { OrgError } from '../domain/org-error.ts';
import { RunHandedOver } from '../domain/run-handed-over.ts';
import { StoreAway } from '../domain/store-away.ts';
import type { Clock } from '../ports/clock.ts';

/** A database that restarts, or fails over to another machine, is back within a minute or two. */
const pausesMs = [1_000, 5_000, 15_000, 30_000, 60_000];

/**
 * The result of work on the connector's own database, tried again while that is away: what Salesforce confirmed must not
 * be lost for it. The work may be done twice.
 *
 * @throws StoreAway when waiting did not help; at once what no waiting changes
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  clock: Clock,
): Promise<Result> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error)) throw error;
      await clock.sleep(pauseMs);
    }
  }
  try {
    return await work();
  } catch (error) {
    throw mayPass(error) && !(error instanceof StoreAway) ? new StoreAway(error) : error;
  }
}

function mayPass(error: unknown): boolean {
  const stays = [RunHandedOver, OrgError, TypeError, RangeError];
  return !stays.some((kind) => error instanceof kind);
}
