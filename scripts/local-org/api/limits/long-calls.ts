export interface LongCallsOptions {
  readonly clock: { now(): Date };
  /** Calls of twenty seconds or more that may be under way at a time. */
  readonly limit: number;
}

/** From this age on a call occupies one of the org's slots (salesforce-app-limits-platform-api). */
const longMs = 20_000;

interface CallUnderWay {
  readonly startedMs: number;
}

/**
 * The limit on concurrent long-running calls: while as many calls as allowed have been under way for twenty seconds,
 * an org refuses every further one. Short calls are never limited. Ages are the org's clock's, so a test moves it.
 */
export class LongCalls {
  readonly #options: LongCallsOptions;
  readonly #underWay = new Set<CallUnderWay>();
  #ofOthers = 0;

  constructor(options: LongCallsOptions) {
    this.#options = options;
  }

  /** Notes a call that begins. Returns what ends it. */
  begin(): () => void {
    const call = { startedMs: this.#options.clock.now().getTime() };
    this.#underWay.add(call);
    return () => {
      this.#underWay.delete(call);
    };
  }

  get isFull(): boolean {
    const oldestShortMs = this.#options.clock.now().getTime() - longMs;
    const own = [...this.#underWay].filter(({ startedMs }) => startedMs <= oldestShortMs).length;
    return own + this.#ofOthers >= this.#options.limit;
  }

  /** Other integrations keep this many slots from now on; all of them where no number is given. */
  occupy(count: number = this.#options.limit): void {
    this.#ofOthers = count;
  }
}
