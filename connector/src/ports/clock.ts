/** The time, so that a test can choose it and a pause costs it nothing. */
export interface Clock {
  now(): Date;
  /** Resolves after the pause; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
