import type { ApexCallbacks } from './apex-value.ts';
import type { ApexValue, HashKey } from './apex-value.ts';
import { equalValues, hashKeyOf } from './equality.ts';
import { IterableCollection } from './iterable-collection.ts';
import { debugTextOf, elementsText } from './text.ts';
import { typeName, typeNameText, type TypeName } from './type-name.ts';

/**
 * A List. `elements` is open for reading and for the library's bulk operations; what changes it calls `changed` first, so
 * that a running loop is respected.
 */
export class ApexList extends IterableCollection {
  readonly elementType: TypeName;
  readonly elements: ApexValue[];

  constructor(elementType: TypeName, elements: ApexValue[] = []) {
    super();
    this.elementType = elementType;
    this.elements = elements;
  }

  override get typeName(): string {
    return typeNameText(typeName('List', this.elementType));
  }

  get size(): number {
    return this.elements.length;
  }

  /** Throws ListException for an index that doesn't exist. */
  get(run: ApexCallbacks, index: number): ApexValue {
    return this.elements[this.existing(run, index)] ?? null;
  }

  /** Replaces an element; allowed while iterating, since the size stays. Throws ListException as `get` does. */
  set(run: ApexCallbacks, index: number, value: ApexValue): void {
    this.elements[this.existing(run, index)] = value;
  }

  add(run: ApexCallbacks, value: ApexValue): void {
    this.assertChangeable(run);
    this.elements.push(value);
  }

  /** The elements, to be changed: throws FinalException while a loop walks over them. */
  changeable(run: ApexCallbacks): ApexValue[] {
    this.assertChangeable(run);
    return this.elements;
  }

  /** The index itself. Throws ListException "List index out of bounds". */
  existing(run: ApexCallbacks, index: number): number {
    if (index >= 0 && index < this.elements.length) return index;
    throw run.exception('ListException', `List index out of bounds: ${index}`);
  }

  override equals(other: ApexValue, run: ApexCallbacks): boolean {
    return (
      other instanceof ApexList &&
      this.size === other.size &&
      this.elements.every((element, at) => equalValues(element, other.elements[at] ?? null, run))
    );
  }

  override hashKey(run: ApexCallbacks): HashKey {
    return `\0List#${JSON.stringify(this.elements.map((each) => tagged(hashKeyOf(each, run))))}`;
  }

  override text(run: ApexCallbacks): string {
    return `(${elementsText(this.elements.values().map((each) => debugTextOf(each, run)))})`;
  }
}

/** JSON can't write a bigint, and would write 1 and 1n alike. */
function tagged(key: HashKey): HashKey {
  return typeof key === 'bigint' ? `\0Long#${key}` : key;
}
