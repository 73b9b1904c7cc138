import type { ApexValue } from '../values/apex-value.ts';
import type { ObjectClass } from '../values/apex-object.ts';
import type { ClassModel } from '../types/class-model.ts';
import type { Transaction } from './transaction.ts';

/** A method with its body compiled. `self` is null for a static one. */
export type Callable = (run: Transaction, self: ApexValue, args: readonly ApexValue[]) => ApexValue;

/** A user class at run time. */
export interface RuntimeClass extends ObjectClass {
  readonly name: string;
  readonly model: ClassModel;
  readonly fieldNames: readonly string[];
  readonly superclass: RuntimeClass | undefined;
  /** Whether its instances are exceptions. */
  readonly isException: boolean;
  /** By `methodKey`, static ones included; inherited ones through `superclass`. */
  readonly methods: Map<string, Callable>;
  /** Getters and setters with a body, by `get name`, `set name`. */
  readonly accessors: Map<string, Callable>;
  /** Runs this class's own field initializers and blocks on a new instance. */
  initialize: (run: Transaction, self: ApexValue) => void;
  /** Fills the static fields, in source order. */
  initializeStatics: (run: Transaction) => void;
}

/** The method an instance has under that key: its class's own, or the nearest inherited one. */
export function methodOf(type: RuntimeClass | undefined, key: string): Callable | undefined {
  for (let each = type; each; each = each.superclass) {
    const found = each.methods.get(key);
    if (found) return found;
  }
  return undefined;
}

export function accessorOf(type: RuntimeClass | undefined, key: string): Callable | undefined {
  for (let each = type; each; each = each.superclass) {
    const found = each.accessors.get(key);
    if (found) return found;
  }
  return undefined;
}
