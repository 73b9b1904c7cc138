import type { Code, Frame } from '../run/run.ts';
import { ApexProblemError } from '../syntax/apex-problem.ts';
import type { Position } from '../syntax/position.ts';
import type { ApexValue } from '../values/apex-value.ts';
import type { TypeName } from '../values/type-name.ts';

/** A compiled expression with the type the compiler knows of it. */
export interface Typed {
  readonly type: TypeName;
  readonly code: Code;
  /** A query: may stand for its only record. */
  readonly isQuery?: boolean;
  /** A parent reached over a relationship: where there is none, its fields are null instead of an exception. */
  readonly isRelated?: boolean;
  /** `super`: its members are those of the class above, whatever a class below made of them. */
  readonly isSuper?: boolean;
  /** Holds a `?.`: its code answers undefined where the chain ended early. Only `Scope.target` gives such. */
  readonly isChain?: boolean;
}

/** Where a value can be put, with everything left of it evaluated once. */
export interface Reference {
  get(): ApexValue;
  set(value: ApexValue): void;
}

/** Something that can be read and assigned: a variable, a field, an element. */
export interface Place {
  readonly type: TypeName;
  readonly code: Code;
  /** Throws ApexProblemError where it can only be assigned. Through `readable`, wherever the value is wanted. */
  assertReadable?(): void;
  /** Throws ApexProblemError where it is read-only. Called where something is assigned. */
  assertAssignable(): void;
  bind(frame: Frame): Reference;
  readonly isRelated?: boolean;
}

/** The place as something to read. Throws ApexProblemError where it isn't. */
export function readable(place: Place): Typed {
  place.assertReadable?.();
  return place;
}

export function problem(position: Position, text: string): ApexProblemError {
  return new ApexProblemError(position, text);
}

export function constant(type: TypeName, value: ApexValue): Typed {
  return { type, code: () => value };
}

/** The value, or the exception for null where a value is needed. */
export function definite(frame: Frame, value: ApexValue): NonNullable<ApexValue> {
  if (value !== null) return value;
  throw nullReference(frame);
}

export function nullReference({ run }: Frame): Error {
  return run.exception('NullPointerException', 'Attempt to de-reference a null object');
}
