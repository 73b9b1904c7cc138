import type { Reflection } from '../library/native-run.ts';
import type { Run, RuntimeClass } from '../run/run.ts';
import type { ApexProblem } from '../syntax/apex-problem.ts';
import type { ClassModel, MethodModel } from '../types/class-model.ts';
import type { ApexValue } from '../values/apex-value.ts';
import type { TypeName } from '../values/type-name.ts';

/** The source of one top-level class, interface or enum. */
export interface ApexSource {
  /** The component's name, which the type declared in it must have. */
  readonly name: string;
  readonly text: string;
  readonly apiVersion: number;
}

/** All user classes of an org, compiled. A class with a problem isn't runnable; the others are. */
export interface Program {
  /** In the order of the sources, then of their lines. Empty when all is well. */
  readonly problems: readonly ApexProblem[];
  /** Every class, interface and enum, inner ones too, by lower-case name (`outer.inner`). */
  readonly classes: ReadonlyMap<string, ClassModel>;
  /** The runnable class; undefined for an interface, an enum, an unknown name and a class with a problem. */
  runtimeClass(name: string): RuntimeClass | undefined;
  /** The lines of a top-level class a test can cover: those that begin a statement. */
  executableLines(className: string): ReadonlySet<number>;
  /** What a transaction needs to know of types: hand it to `TransactionOptions.reflection`. */
  reflection(run: Run): Reflection;
  /** Calls a static method. `args` already have the parameters' types. Throws ApexThrow, GovernorLimitError. */
  callStatic(run: Run, method: MethodModel, args: readonly ApexValue[]): ApexValue;
  /** Calls an instance method virtually, by the name and count of its parameters. Throws an Error when there is none. */
  callInstance(run: Run, self: ApexValue, name: string, args: readonly ApexValue[]): ApexValue;
  /** `new Name()`. Throws an Error when the class has no such constructor. */
  construct(run: Run, className: string): ApexValue;
  /** A block of anonymous Apex against these classes. Throws ApexProblemError, UnsupportedApexError. */
  anonymous(source: string, apiVersion: number): AnonymousProgram;
  /** A type as a source names it, in canonical spelling: `Map<Id, Account>`. undefined when unknown. */
  typeNamed(name: string): TypeName | undefined;
}

export interface AnonymousProgram {
  run(run: Run): void;
}
