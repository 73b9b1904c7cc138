/** What a stream of chance is seeded with: numbers as they are, words by their letters. */
export type Seed = number | string;

/** A table of choices that remembers its running totals, so that a draw is one search. */
export interface Weighted<T> {
  readonly items: readonly T[];
  readonly runningTotals: readonly number[];
}

/** Builds a table from pairs of choice and weight. Throws when no weight is above 0. */
export function weighted<T>(pairs: readonly (readonly [T, number])[]): Weighted<T> {
  let total = 0;
  const runningTotals = pairs.map(([, weight]) => (total += weight));
  if (!(total > 0)) throw new Error('A weighted table needs at least one weight above 0.');
  return { items: pairs.map(([item]) => item), runningTotals };
}

/** All combinations of three of 32 letters and digits. */
const triples = Array.from({ length: 32 ** 3 }, (_, at) => at.toString(32).padStart(3, '0'));

/**
 * Repeatable chance. Every stream is named by its seeds (`new Chance(seed, 'org', 12)`), never continued
 * from another stream: the twelfth org is the same whether or not the eleventh was asked for, which is what
 * lets a day's log be generated without the days before it.
 *
 * The generator is sfc32 (Chris Doty-Humphrey's PractRand). `Math.random` can't be seeded, and a 32-bit
 * generator would start two of a million streams from the same state.
 */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(...seeds: readonly Seed[]) {
    this.#a = folded(0x9e3779b9, seeds);
    this.#b = folded(0x85ebca6b, seeds);
    this.#c = folded(0xc2b2ae35, seeds);
    for (let round = 0; round < 8; round++) this.#next();
  }

  /** A number of at least 0 and below 1. */
  fraction(): number {
    return this.#next() / 0x1_0000_0000;
  }

  /** An integer of at least 0 and below `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** An integer between two, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in a share of draws: 0 is never, 1 is always. */
  happens(share: number): boolean {
    return this.fraction() < share;
  }

  /** One of a list, each as likely as the others. Throws on an empty list. */
  pick<T>(items: readonly T[]): T {
    const at = this.below(items.length);
    if (at >= items.length) throw new Error('There is nothing to pick from an empty list.');
    return items[at] as T;
  }

  /** One of a weighted table. */
  draw<T>(table: Weighted<T>): T {
    const last = table.items.length - 1;
    const aim = this.fraction() * (table.runningTotals[last] ?? 0);
    const at = table.runningTotals.findIndex((total) => aim < total);
    return table.items[at < 0 ? last : at] as T;
  }

  /** A number of at least `least` from a long-tailed (Pareto) distribution: few are huge, most are small. */
  longTailed(least: number, steepness: number): number {
    return least * (1 - this.fraction()) ** (-1 / steepness);
  }

  /** Letters and digits, as in request ids and session keys. Drawn three at a time: every row has a request id. */
  letters(count: number): string {
    let text = '';
    while (text.length < count) {
      const drawn = this.#next();
      text += (triples[drawn & 0x7fff] ?? '') + (triples[(drawn >>> 15) & 0x7fff] ?? '');
    }
    return text.slice(0, count);
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

function folded(start: number, seeds: readonly Seed[]): number {
  let state = start;
  for (const seed of seeds) {
    if (typeof seed === 'number') state = mixed(state ^ Math.floor(seed));
    else for (let at = 0; at < seed.length; at++) state = mixed(state ^ seed.charCodeAt(at));
    // Marks the end of a seed, so that ('ab', 'c') and ('a', 'bc') are different streams.
    state = mixed(state + 0x6d2b79f5);
  }
  return state;
}

/** The finalizer of MurmurHash3: every bit of the input moves about half of the output. */
function mixed(value: number): number {
  let state = value | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
