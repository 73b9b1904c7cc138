import type { ApexCallbacks } from './apex-value.ts';
import type { ApexValue, HashKey } from './apex-value.ts';
import { hashKeyOf } from './equality.ts';
import { HashIndex } from './hash-index.ts';
import { IterableCollection } from './iterable-collection.ts';
import { debugTextOf, elementsText } from './text.ts';
import { typeName, typeNameText, type TypeName } from './type-name.ts';

/** A Set, in the order its elements were added (the platform promises none, but has kept this one since 2015). */
export class ApexSet extends IterableCollection {
  readonly elementType: TypeName;
  readonly #elements = new HashIndex<true>();

  constructor(elementType: TypeName) {
    super();
    this.elementType = elementType;
  }

  override get typeName(): string {
    return typeNameText(typeName('Set', this.elementType));
  }

  get size(): number {
    return this.#elements.size;
  }

  values(): IteratorObject<ApexValue> {
    return this.#elements.keys();
  }

  has(run: ApexCallbacks, value: ApexValue): boolean {
    return this.#elements.has(run, value);
  }

  /** Whether the element was not there yet. */
  add(run: ApexCallbacks, value: ApexValue): boolean {
    this.assertChangeable(run);
    return this.#elements.set(run, value, true) === undefined;
  }

  /** Whether the element was there. */
  delete(run: ApexCallbacks, value: ApexValue): boolean {
    this.assertChangeable(run);
    return this.#elements.delete(run, value) !== undefined;
  }

  clear(run: ApexCallbacks): void {
    this.assertChangeable(run);
    this.#elements.clear();
  }

  override equals(other: ApexValue, run: ApexCallbacks): boolean {
    return (
      other instanceof ApexSet &&
      this.size === other.size &&
      this.values().every((each) => other.has(run, each))
    );
  }

  override hashKey(run: ApexCallbacks): HashKey {
    const keys = this.values().map((each) => keyText(hashKeyOf(each, run)));
    return `\0Set#${JSON.stringify(keys.toArray().sort())}`;
  }

  override text(run: ApexCallbacks): string {
    return `{${elementsText(this.values().map((each) => debugTextOf(each, run)))}}`;
  }
}

/** Distinct texts for distinct keys: 1, 1n, '1' and true would print alike. */
export function keyText(key: HashKey): string {
  return `${typeof key}#${key}`;
}
