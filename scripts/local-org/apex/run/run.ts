import type { NativeRun } from '../library/native-run.ts';
import type { ClassModel } from '../types/class-model.ts';
import type { ObjectClass } from '../values/apex-object.ts';
import type { ApexValue } from '../values/apex-value.ts';

/** What compiled code needs of the transaction it runs in. */
export interface Run extends NativeRun {
  /** The calls under way, outermost first. */
  readonly frames: Frame[];
  /** Enters a call. Throws GovernorLimitError beyond the depth the platform allows. */
  push(frame: Frame): void;
  /** The static fields of a class by lower-case name; its static initializers have run. */
  staticsOf(type: RuntimeClass): Map<string, ApexValue>;
  /** Told of each statement: counts it against the budget that stands for CPU time, and covers its line. */
  step(frame: Frame, line: number): void;
  /** `run.thrown(exception)` writes the stack trace if the exception has none yet, and answers what to throw. */
  thrown(exception: ApexValue): Error;
}

/** One call under way: its variables, and where it is, for stack traces. */
export interface Frame {
  readonly run: Run;
  readonly self: ApexValue;
  readonly locals: ApexValue[];
  /** `Class.Outer.method`, as a stack trace writes it. */
  readonly label: string;
  /** Name of the top-level class the code stands in, for coverage. */
  readonly source: string;
  /** API version of that class. */
  readonly apiVersion: number;
  line: number;
  /** What `return` left. */
  result: ApexValue;
}

/** A compiled expression. */
export type Code = (frame: Frame) => ApexValue;

/** How a statement ended: undefined when the next one follows. */
export type Completion = 'break' | 'continue' | 'return' | undefined;

/** A compiled statement. */
export type Step = (frame: Frame) => Completion;

/** A method with its body compiled. `self` is null for a static one. */
export type Callable = (run: Run, self: ApexValue, args: readonly ApexValue[]) => ApexValue;

/** A user class at run time. */
export interface RuntimeClass extends ObjectClass {
  readonly model: ClassModel;
  readonly superclass: RuntimeClass | undefined;
  /** Whether its instances are exceptions. */
  readonly isException: boolean;
  /** By `methodKey`; inherited ones through `superclass`. Getters and setters with a body are `get name`, `set name`. */
  readonly methods: Map<string, Callable>;
  /** By `methodKey('', …)` of their parameters. */
  readonly constructors: Map<string, Callable>;
  /** Runs this class's own field initializers and blocks on a new instance. */
  initialize: (run: Run, self: ApexValue) => void;
  /** Fills the static fields, in source order. */
  initializeStatics: (run: Run) => void;
}

/** What an instance has under that key: its class's own, or the nearest inherited one. */
export function methodOf(type: RuntimeClass | undefined, key: string): Callable | undefined {
  for (let each = type; each; each = each.superclass) {
    const found = each.methods.get(key);
    if (found) return found;
  }
  return undefined;
}
