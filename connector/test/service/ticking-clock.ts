import type { Clock } from '../../src/ports/clock.ts';

/** A clock whose time passes only when a test says so; then whoever slept so long goes on. */
export class TickingClock implements Clock {
  #nowMs = Date.parse('2026-11-23T12:00:00Z');
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  now(): Date {
    return new Date(this.#nowMs);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = {
        until: this.#nowMs + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      });
    });
  }

  /** How many wait for time to pass. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Lets the time pass a minute at a time, and whoever wakes do its work. */
  async pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      this.#nowMs += 60_000;
      for (const { until, wake } of [...this.#sleepers]) if (until <= this.#nowMs) wake();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
