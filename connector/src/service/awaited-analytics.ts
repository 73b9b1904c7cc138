import { FolderInUseError } from '../adapters/analytics/engine/database.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenedAnalytics, SharedAnalytics } from './shared-analytics.ts';

export interface AwaitedAnalyticsParts {
  readonly analytics: Pick<SharedAnalytics, 'use'>;
  readonly clock: Clock;
  /** Of the run that waits; absent where nobody can end it. */
  readonly signal?: AbortSignal | undefined;
  /** Told once, as the waiting begins. */
  readonly onWaiting: () => void;
}

const lookAgainMs = 2_000;
/** Longer than a preview or a take-in has the folder; whoever has it after that is not going to let it go. */
const longestMs = 15 * 60_000;

/**
 * The organization's analytics, waited for while another process has their folder: that it is somebody else's turn is no
 * failure of a run, and costs it no try.
 *
 * @throws FolderInUseError where it was waited for a quarter of an hour, and the reason of the signal where that aborts
 */
export async function awaitedAnalytics(
  organizationId: string,
  { analytics, clock, signal, onWaiting }: AwaitedAnalyticsParts,
): Promise<OpenedAnalytics> {
  for (let waitedMs = 0; ; waitedMs += lookAgainMs) {
    signal?.throwIfAborted();
    try {
      return await analytics.use(organizationId);
    } catch (error) {
      if (!(error instanceof FolderInUseError) || waitedMs >= longestMs) throw error;
    }
    if (waitedMs === 0) onWaiting();
    // It ends early in one way only: the signal aborts, which is looked at next.
    await clock.sleep(lookAgainMs, signal).catch(() => undefined);
  }
}
