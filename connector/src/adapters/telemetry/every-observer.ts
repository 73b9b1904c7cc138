import type { RunObserver } from '../../ports/run-observer.ts';

/** Tells each of the observers the same, in their order. */
export function everyObserver(observers: readonly RunObserver[]): RunObserver {
  const each = (tell: (observer: RunObserver) => void): void => {
    observers.forEach(tell);
  };
  return {
    phaseStarted: (phase) => {
      each((observer) => {
        observer.phaseStarted(phase);
      });
    },
    phaseProgressed: (phase, done, total) => {
      each((observer) => {
        observer.phaseProgressed(phase, done, total);
      });
    },
    phaseFinished: (phase, summary) => {
      each((observer) => {
        observer.phaseFinished(phase, summary);
      });
    },
    outcomesKnown: (outcomes) => {
      each((observer) => {
        observer.outcomesKnown(outcomes);
      });
    },
    runFailed: (error) => {
      each((observer) => {
        observer.runFailed(error);
      });
    },
    runFinished: (result) => {
      each((observer) => {
        observer.runFinished(result);
      });
    },
  };
}
