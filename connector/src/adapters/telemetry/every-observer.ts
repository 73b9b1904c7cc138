import type { RunObserver } from '../../ports/run-observer.ts';

/**
 * Tells each of the observers the same, in their order. One that throws neither ends what it watches nor keeps the others
 * from hearing of it.
 *
 * @param onFailure told of the first error of each; absent where nobody is there to be told
 */
export function everyObserver(
  observers: readonly RunObserver[],
  onFailure?: (error: unknown) => void,
): RunObserver {
  const failed = new Set<RunObserver>();
  const each = (tell: (observer: RunObserver) => void): void => {
    for (const observer of observers) {
      try {
        tell(observer);
      } catch (error) {
        if (!failed.has(observer)) onFailure?.(error);
        failed.add(observer);
      }
    }
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
