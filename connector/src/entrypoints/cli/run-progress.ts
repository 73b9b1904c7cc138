import type { RunObserver } from '../../ports/run-observer.ts';

/** Tells a run's steps a line each, for terminals and log files alike. */
export function runProgress(write: (line: string) => void): RunObserver {
  return {
    phaseStarted: () => undefined,
    phaseProgressed: (phase, done, total) => {
      write(`  ${phase.padEnd(10)} ${done}${total === undefined ? '' : ` of ${total}`}`);
    },
    phaseFinished: (phase, summary) => {
      write(`✓ ${phase.padEnd(10)} ${summary}`);
    },
    outcomesKnown: () => undefined,
    // The report says it in the words of the log.
    runFailed: () => undefined,
    runFinished: () => undefined,
  };
}
