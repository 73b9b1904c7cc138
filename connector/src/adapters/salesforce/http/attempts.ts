import { ExponentialBackoff } from 'cockatiel';
import type { Clock } from '../../../ports/clock.ts';
import type { Refusal } from './refusal.ts';

/** Thrown by an attempt that failed in a way the loop may know what to do about. */
export class FailedAttempt extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.error.message, { cause: refusal.error });
    this.refusal = refusal;
  }
}

const attemptLimit = 5;
const backoff = { initialDelay: 500, maxDelay: 30_000 };

/**
 * The result of the work, tried again after growing, jittered pauses while what hinders it passes by itself.
 * cockatiel computes the pauses; it can't take them, because its own wait does not go through a Clock.
 *
 * @param repeatable whether the work may be done twice; if not, it is only tried again where nothing can have happened
 * @throws OrgError the last reason
 */
export async function withAttempts<T>(
  work: () => Promise<T>,
  { clock, repeatable }: { readonly clock: Clock; readonly repeatable: boolean },
): Promise<T> {
  let pause = new ExponentialBackoff(backoff).next();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FailedAttempt)) throw error;
      const { refusal } = error;
      const mayRepeat =
        refusal.error.kind === 'transient' && (repeatable || !refusal.mayHaveHappened);
      if (!mayRepeat || attempt >= attemptLimit) throw refusal.error;
      await clock.sleep(Math.max(pause.duration, refusal.pauseMs));
      pause = pause.next(undefined);
    }
  }
}
