import type { Clock } from '../../ports/clock.ts';

/** Does the work again and again, `pauseMs` after it ended, until the signal aborts. One that fails is told, and the next comes. */
export async function repeat(
  work: () => Promise<void>,
  pauseMs: number,
  clock: Clock,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      onFailure(error);
    }
    // A pause ends early in one way only: the signal aborts, and the loop ends with it.
    await clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}
