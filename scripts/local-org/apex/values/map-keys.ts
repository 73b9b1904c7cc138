import type { ApexMap } from './apex-map.ts';
import { ApexSet } from './apex-set.ts';
import type { ApexCallbacks, ApexValue } from './apex-value.ts';

/** What `Map.keySet()` answers: it shows the Map as it is now, and what is removed from it is removed from the Map. */
export class MapKeys extends ApexSet {
  readonly #map: ApexMap;

  constructor(map: ApexMap) {
    super(map.keyType);
    this.#map = map;
  }

  override get size(): number {
    return this.#map.size;
  }

  /** The keys at this moment: a loop over them may change the Map. */
  override values(): IteratorObject<ApexValue> {
    return this.#map.keys().toArray().values();
  }

  override has(run: ApexCallbacks, value: ApexValue): boolean {
    return this.#map.has(run, value);
  }

  /** There is no value the key could have: throws System.FinalException. */
  override add(run: ApexCallbacks): never {
    throw run.exception('FinalException', 'Collection is read-only');
  }

  override delete(run: ApexCallbacks, value: ApexValue): boolean {
    const isThere = this.has(run, value);
    this.#map.delete(run, value);
    return isThere;
  }

  override clear(run: ApexCallbacks): void {
    this.#map.clear(run);
  }
}
