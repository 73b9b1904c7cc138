import type { Clock } from '../ports/clock.ts';

export interface IdleWatchParts {
  /** Whether there is nothing that could become idle. */
  readonly isEmpty: () => boolean;
  readonly closeIdle: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
  readonly clock: Clock;
}

/** Disposing of it ends the looks. */
export interface IdleWatch extends AsyncDisposable {
  /** Tells that there is something to look after. */
  wake(): void;
}

const pauseMs = 60_000;

/**
 * Closes what nobody uses any more, also where nobody ever asks again: what is kept for a question may be large. It looks
 * once a minute while there is something.
 */
export function idleWatch({ isEmpty, closeIdle, onFailure, clock }: IdleWatchParts): IdleWatch {
  const stopping = new AbortController();
  const { signal } = stopping;
  let watching: Promise<void> | undefined;
  const watch = async (): Promise<void> => {
    while (!isEmpty() && !signal.aborted) {
      try {
        await clock.sleep(pauseMs, signal);
      } catch {
        // A pause ends early in one way only: the signal aborts.
        break;
      }
      await closeIdle().catch(onFailure);
    }
    watching = undefined;
  };
  return {
    wake: () => {
      watching ??= watch();
    },
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await watching;
    },
  };
}
