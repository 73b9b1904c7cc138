/**
 * A value while Apex runs. null, Boolean, Integer (int32), Long (bigint) and String are JavaScript's own; everything
 * else is an `ApexReference`, which knows how it compares, hashes and prints.
 */
export type ApexValue = null | boolean | number | bigint | string | ApexReference;

/** What a Set or the keys of a Map tell values apart by: equal keys, equal values (case-sensitive for Strings). */
export type HashKey = null | boolean | number | bigint | string;

/**
 * The base of every value that isn't a JavaScript primitive. Double dispatch instead of a chain of `instanceof` lets each
 * room add its own kinds (sObjects live in data/) without this one knowing them.
 */
export abstract class ApexReference {
  /** The type's name at run time as `Type.getName()` and error messages write it: `Decimal`, `List<String>`, `Account`. */
  abstract readonly typeName: string;

  /** Whether Apex counts the type among its primitives (Decimal, Id, Date …): `===` compares those by value. */
  readonly isPrimitive: boolean = false;

  /** What `equals`, Set and Map keys compare by. */
  abstract equals(other: ApexValue, run: ApexCallbacks): boolean;

  /** Equal values have equal keys. Texts start with a NUL so that no String of the program collides with them. */
  abstract hashKey(run: ApexCallbacks): HashKey;

  /** What `String.valueOf` answers, and `System.debug` unless `debugText` differs. */
  abstract text(run: ApexCallbacks): string;

  /** What string concatenation, `System.debug` and `String.join` write. Date and Datetime differ from `text` here. */
  debugText(run: ApexCallbacks): string {
    return this.text(run);
  }
}

/** The hash key of a value that only equals itself. */
export function identityKey(value: ApexReference): HashKey {
  return `\0${value.typeName}#${identityNumber(value)}`;
}

const identities = new WeakMap<ApexReference, number>();
let lastIdentity = 0;

/** A number no other instance has; stands for the memory address that Java's default hash code comes from. */
export function identityNumber(value: ApexReference): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  lastIdentity++;
  identities.set(value, lastIdentity);
  return lastIdentity;
}

/** A method of a user class, bound to its instance. */
export type BoundMethod = (...args: readonly ApexValue[]) => ApexValue;

/**
 * What values and the library ask of the running transaction. run/ implements it; tests may hand in a small one.
 */
export interface ApexCallbacks {
  /**
   * The instance method the object's class (or a class it extends) declares under that name with that many parameters,
   * looked up virtually; undefined when no user class declares one. Serves equals(Object), hashCode(), toString(),
   * compareTo(Object), compare(T, T), iterator(), hasNext() and next().
   */
  declaredMethod(
    target: ApexReference,
    name: string,
    parameterCount: number,
  ): BoundMethod | undefined;

  /** IANA name of the running user's time zone. */
  readonly timeZone: string;

  /** An Apex exception to be thrown: `throw run.exception('ListException', 'List index out of bounds: 3')`. */
  exception(typeName: string, message: string): Error;
}
