import type { ApexCallbacks } from './apex-value.ts';
import { ApexObject } from './apex-object.ts';
import { identityNumber, type ApexValue, type HashKey } from './apex-value.ts';
import { equalValues, hashKeyOf } from './equality.ts';

interface Entry<T> {
  readonly key: ApexValue;
  value: T;
}

/**
 * Entries by Apex value, in the order they were first added. Most values have a hash key that decides alone; instances of
 * user classes with equals and hashCode only share one, so among those `equals` picks the entry.
 */
export class HashIndex<T> {
  readonly #entries = new Map<HashKey, Entry<T>>();
  /** Instances met so far by their hash code: the first of each set of equal ones stands for all. */
  readonly #representatives = new Map<HashKey, ApexObject[]>();

  get size(): number {
    return this.#entries.size;
  }

  get(run: ApexCallbacks, key: ApexValue): T | undefined {
    return this.#entries.get(this.#decisiveKey(run, key))?.value;
  }

  has(run: ApexCallbacks, key: ApexValue): boolean {
    return this.#entries.has(this.#decisiveKey(run, key));
  }

  /** The value it replaces, undefined when the key is new. The key that was there stays, as in Java. */
  set(run: ApexCallbacks, key: ApexValue, value: T): T | undefined {
    const decisive = this.#decisiveKey(run, key);
    const known = this.#entries.get(decisive);
    if (!known) {
      this.#entries.set(decisive, { key, value });
      return undefined;
    }
    const replaced = known.value;
    known.value = value;
    return replaced;
  }

  /** The value that was there, undefined when there was none. */
  delete(run: ApexCallbacks, key: ApexValue): T | undefined {
    const decisive = this.#decisiveKey(run, key);
    const known = this.#entries.get(decisive);
    this.#entries.delete(decisive);
    return known?.value;
  }

  clear(): void {
    this.#entries.clear();
    this.#representatives.clear();
  }

  keys(): IteratorObject<ApexValue> {
    return this.#entries.values().map(({ key }) => key);
  }

  values(): IteratorObject<T> {
    return this.#entries.values().map(({ value }) => value);
  }

  #decisiveKey(run: ApexCallbacks, key: ApexValue): HashKey {
    const hashKey = hashKeyOf(key, run);
    if (!(key instanceof ApexObject)) return hashKey;
    const alike = this.#representatives.get(hashKey) ?? [];
    let representative = alike.find((each) => equalValues(key, each, run));
    if (!representative) {
      representative = key;
      this.#representatives.set(hashKey, [...alike, key]);
    }
    return `\0instance#${identityNumber(representative)}`;
  }
}
