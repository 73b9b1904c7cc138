import { calloutAnswer, CalloutSignal, type CalloutAnswer } from './callout/callout.ts';

/** What an entry fixes at its first attempt, so that every later one takes the same way: the moment and the random bytes. */
export class Recording {
  readonly nowMs: number;
  readonly #random: Uint8Array[] = [];
  readonly #source: (count: number) => Uint8Array;
  #next = 0;

  constructor(nowMs: number, randomBytes: (count: number) => Uint8Array) {
    this.nowMs = nowMs;
    this.#source = randomBytes;
  }

  /** Begins again: what was handed out is handed out again, in the same order. */
  rewind(): void {
    this.#next = 0;
  }

  randomBytes(count: number): Uint8Array {
    const bytes = this.#random[this.#next] ?? this.#source(count);
    this.#random[this.#next] = bytes;
    this.#next++;
    return bytes.slice();
  }
}

/**
 * Runs an attempt until all its callouts have answers, and answers its result. Each attempt is undone where it asks for
 * an answer that isn't there yet, which is sound because Apex refuses callouts after writes.
 */
export async function replayed<T>(
  recording: Recording,
  fetch: typeof globalThis.fetch,
  attempt: (answers: readonly CalloutAnswer[]) => T,
): Promise<T> {
  const answers: CalloutAnswer[] = [];
  for (;;) {
    recording.rewind();
    try {
      return attempt(answers);
    } catch (error) {
      if (!(error instanceof CalloutSignal)) throw error;
      answers.push(await calloutAnswer(error.request, fetch));
    }
  }
}
