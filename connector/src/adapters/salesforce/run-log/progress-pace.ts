import type { Phase } from '../../../domain/run.ts';

/** Decides which reports of progress are worth a call. */
export interface ProgressPace {
  /**
   * Whether to write now; if so, the next one of the same phase waits longer.
   *
   * @param isLong whether the phase is known to take its time: then it is told at once
   */
  isDue(now: Date, phase: Phase, isLong: boolean): boolean;
}

const firstIntervalMs = 5_000;
/** A watcher may take a run for dead that has not shown itself for longer. */
const longestIntervalMs = 300_000;

/**
 * A new phase is told where the report before it is 5 seconds old. Within a phase there is a report after 5 seconds,
 * 10 more, 20 more, up to one every five minutes. So a short run costs few calls, and a long one gives steady signs of life.
 */
export function progressPace(startedAt: Date): ProgressPace {
  let intervalMs = firstIntervalMs;
  let lastMs = startedAt.getTime();
  let lastPhase: Phase = 'Connect';
  return {
    isDue: (now, phase, isLong) => {
      const isNew = phase !== lastPhase;
      if (isNew) intervalMs = isLong ? 0 : firstIntervalMs;
      if (now.getTime() - lastMs < intervalMs) return false;
      lastMs = now.getTime();
      lastPhase = phase;
      intervalMs = Math.max(firstIntervalMs, Math.min(intervalMs * 2, longestIntervalMs));
      return true;
    },
  };
}
