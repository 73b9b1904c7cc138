import type { ApexCallbacks } from './apex-value.ts';
import { keyText } from './apex-set.ts';
import type { ApexValue, HashKey } from './apex-value.ts';
import { equalValues, hashKeyOf } from './equality.ts';
import { HashIndex } from './hash-index.ts';
import { IterableCollection } from './iterable-collection.ts';
import { debugTextOf, elementsText } from './text.ts';
import { typeName, typeNameText, type TypeName } from './type-name.ts';

/** A Map, in the order its keys were added. Keys that are Strings are case-sensitive. */
export class ApexMap extends IterableCollection {
  readonly keyType: TypeName;
  readonly valueType: TypeName;
  readonly #entries = new HashIndex<ApexValue>();

  constructor(keyType: TypeName, valueType: TypeName) {
    super();
    this.keyType = keyType;
    this.valueType = valueType;
  }

  override get typeName(): string {
    return typeNameText(typeName('Map', this.keyType, this.valueType));
  }

  get size(): number {
    return this.#entries.size;
  }

  keys(): IteratorObject<ApexValue> {
    return this.#entries.keys();
  }

  values(): IteratorObject<ApexValue> {
    return this.#entries.values();
  }

  has(run: ApexCallbacks, key: ApexValue): boolean {
    return this.#entries.has(run, key);
  }

  /** null for a key that isn't there, as for one whose value is null. */
  get(run: ApexCallbacks, key: ApexValue): ApexValue {
    return this.#entries.get(run, key) ?? null;
  }

  /** The value it replaces, null when the key is new. */
  put(run: ApexCallbacks, key: ApexValue, value: ApexValue): ApexValue {
    this.assertChangeable(run);
    return this.#entries.set(run, key, value) ?? null;
  }

  /** The value that was there, null when there was none. */
  delete(run: ApexCallbacks, key: ApexValue): ApexValue {
    this.assertChangeable(run);
    return this.#entries.delete(run, key) ?? null;
  }

  clear(run: ApexCallbacks): void {
    this.assertChangeable(run);
    this.#entries.clear();
  }

  override equals(other: ApexValue, run: ApexCallbacks): boolean {
    return (
      other instanceof ApexMap &&
      this.size === other.size &&
      this.keys().every(
        (key) => other.has(run, key) && equalValues(this.get(run, key), other.get(run, key), run),
      )
    );
  }

  override hashKey(run: ApexCallbacks): HashKey {
    const entries = this.keys().map((key) =>
      [key, this.get(run, key)].map((each) => keyText(hashKeyOf(each, run))).join('='),
    );
    return `\0Map#${JSON.stringify(entries.toArray().sort())}`;
  }

  override text(run: ApexCallbacks): string {
    const entries = this.keys().map(
      (key) => `${debugTextOf(key, run)}=${debugTextOf(this.get(run, key), run)}`,
    );
    return `{${elementsText(entries)}}`;
  }
}
