import type { AccountHistory } from '../ports/account-history.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunObserver } from '../ports/run-observer.ts';
import { patiently } from '../stages/patience.ts';

export interface OutcomeKeeper {
  readonly observer: RunObserver;
  /** Resolves when all outcomes told so far are kept; rejects with what kept them from it. */
  kept(): Promise<void>;
}

const ignore = (): void => undefined;

/** Keeps what became of changes in the history of their Accounts, while the run goes on. */
export function outcomeKeeper(
  organizationId: string,
  runKey: string,
  history: AccountHistory,
  clock: Clock,
): OutcomeKeeper {
  let writing: Promise<void> = Promise.resolve();
  return {
    observer: {
      phaseStarted: ignore,
      phaseProgressed: ignore,
      phaseFinished: ignore,
      runFailed: ignore,
      runFinished: ignore,
      outcomesKnown: (outcomes) => {
        writing = writing.then(() =>
          patiently(() => history.record(organizationId, runKey, outcomes), clock),
        );
        // Whoever waits for the end is told.
        writing.catch(ignore);
      },
    },
    kept: async () => {
      await writing;
      await patiently(() => history.prune(organizationId), clock);
    },
  };
}
