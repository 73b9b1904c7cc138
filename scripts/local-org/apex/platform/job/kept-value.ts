import { ApexSObject } from '../../data/apex-sobject.ts';
import { ApexList } from '../../values/apex-list.ts';
import { ApexMap } from '../../values/apex-map.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { ApexSet } from '../../values/apex-set.ts';
import type { ApexCallbacks, ApexReference, ApexValue } from '../../values/apex-value.ts';

/**
 * A copy that shares nothing a program can change, as a job is stored and read back between two transactions. Values
 * that occur twice occur twice in the copy. Instances of platform types are shared.
 */
export function keptValue(run: ApexCallbacks, value: ApexValue): ApexValue {
  return new Copier(run).copy(value);
}

class Copier {
  readonly #run: ApexCallbacks;
  readonly #copies = new Map<ApexReference, ApexReference>();

  constructor(run: ApexCallbacks) {
    this.#run = run;
  }

  copy(value: ApexValue): ApexValue {
    if (value === null || typeof value !== 'object') return value;
    const known = this.#copies.get(value);
    if (known) return known;
    if (value instanceof ApexObject) return this.#object(value);
    if (value instanceof ApexSObject) return this.#record(value);
    return this.#collection(value);
  }

  #noted<T extends ApexReference>(original: ApexReference, copy: T): T {
    this.#copies.set(original, copy);
    return copy;
  }

  #object(value: ApexObject): ApexObject {
    const { apexClass, exception } = value;
    const copy = this.#noted(value, new ApexObject(apexClass, [], exception && { ...exception }));
    for (const each of value.fields) copy.fields.push(this.copy(each));
    return copy;
  }

  #record(value: ApexSObject): ApexSObject {
    const copy = this.#noted(value, value.copy({ keepsId: true, keepsAudit: true }));
    for (const [name, parent] of value.parents) {
      copy.parents.set(name, parent && this.#record(parent));
    }
    for (const [name, records] of value.children) copy.children.set(name, this.#list(records));
    return copy;
  }

  #list(value: ApexList): ApexList {
    const copy = this.#noted(value, new ApexList(value.elementType));
    for (const each of value.elements) copy.elements.push(this.copy(each));
    return copy;
  }

  #collection(value: ApexReference): ApexReference {
    if (value instanceof ApexList) return this.#list(value);
    if (value instanceof ApexSet) {
      const copy = this.#noted(value, new ApexSet(value.elementType));
      for (const each of value.values()) copy.add(this.#run, this.copy(each));
      return copy;
    }
    if (value instanceof ApexMap) {
      const copy = this.#noted(value, new ApexMap(value.keyType, value.valueType));
      for (const key of value.keys()) {
        copy.put(this.#run, this.copy(key), this.copy(value.get(this.#run, key)));
      }
      return copy;
    }
    return value;
  }
}
