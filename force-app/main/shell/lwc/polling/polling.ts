/**
 * Asks again and again, one question at a time, until told to stop. The next question waits for the answer to the
 * last, so that a slow org is not asked faster than it answers.
 */
export class Polling {
  private isOn = false;
  private readonly ask: () => Promise<boolean>;
  private readonly intervalMs: number;

  /** @param ask answers whether to ask again; it handles its own errors */
  constructor(ask: () => Promise<boolean>, intervalMs: number) {
    this.ask = ask;
    this.intervalMs = intervalMs;
  }

  /** Begins to ask, at once; does nothing while it does already. */
  start(): void {
    if (this.isOn) return;
    this.isOn = true;
    void this.next();
  }

  /** Asks no more. A component calls it when it is taken off the page. */
  stop(): void {
    this.isOn = false;
  }

  private async next(): Promise<void> {
    while (this.isOn) {
      this.isOn = (await this.ask()) && this.isOn;
      if (this.isOn) await pause(this.intervalMs);
    }
  }
}

function pause(durationMs: number): Promise<void> {
  // The one place that waits: whoever polls stops when its component is disconnected.
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
