import type { ApexRuntime } from './apex/apex-runtime.ts';

export interface ApexJobsOptions {
  readonly apex: Pick<ApexRuntime, 'runDueJobs'>;
  /** How often to look for jobs. */
  readonly everyMs: number;
  readonly reportDefect: (error: unknown) => void;
}

/**
 * Runs what Apex has queued and scheduled while an org is served, until the returned function is called. A round that
 * takes longer than the pause is not begun a second time.
 */
export function runApexJobs({ apex, everyMs, reportDefect }: ApexJobsOptions): () => void {
  let isRunning = false;
  let isOver = false;
  const round = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      await apex.runDueJobs();
    } catch (error) {
      // A callout may be answered after the org has closed; nobody waits for that any more.
      if (!isOver) reportDefect(error);
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => void round(), everyMs);
  timer.unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
