/** Decides which reports of progress are worth a call. */
export interface ProgressPace {
  /** Whether to write now; if so, the next one waits longer. */
  isDue(now: Date): boolean;
}

const firstIntervalMs = 5_000;
/** A watcher may take a run for dead that has not shown itself for longer. */
const longestIntervalMs = 300_000;

/** A report after 5 seconds, 10 more, 20 more, up to one every five minutes: few for a short run, a steady sign of life for a long one. */
export function progressPace(startedAt: Date): ProgressPace {
  let intervalMs = firstIntervalMs;
  let lastMs = startedAt.getTime();
  return {
    isDue: (now) => {
      if (now.getTime() - lastMs < intervalMs) return false;
      lastMs = now.getTime();
      intervalMs = Math.min(intervalMs * 2, longestIntervalMs);
      return true;
    },
  };
}
