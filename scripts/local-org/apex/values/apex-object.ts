import type { ApexCallbacks } from './apex-value.ts';
import type { ApexValue, HashKey } from './apex-value.ts';
import { ApexReference, identityKey } from './apex-value.ts';
import { debugTextOf } from './text.ts';

/** What an instance knows of its class. The compiler's classes implement it. */
export interface ObjectClass {
  /** `Outer.Inner` for an inner class, as declared; `System.DmlException` for an exception of the platform. */
  readonly name: string;
  /** Names of the instance's fields in the order of `ApexObject.fields`; those of the superclass first. */
  readonly fieldNames: readonly string[];
}

/** What every exception carries besides the fields of a user class that extends Exception. */
export interface ExceptionState {
  message: string | null;
  cause: ApexObject | null;
  /** `Class.Outer.method: line 3, column 1`, one line a frame; empty until thrown. */
  stackTrace: string;
  lineNumber: number;
}

/** An instance of a user class, or an exception (of the platform or of a user). */
export class ApexObject extends ApexReference {
  readonly apexClass: ObjectClass;
  readonly fields: ApexValue[];
  /** Set for exceptions only. */
  readonly exception: ExceptionState | undefined;

  constructor(apexClass: ObjectClass, fields: ApexValue[], exception?: ExceptionState) {
    super();
    this.apexClass = apexClass;
    this.fields = fields;
    this.exception = exception;
  }

  override get typeName(): string {
    return this.apexClass.name;
  }

  override equals(other: ApexValue, run: ApexCallbacks): boolean {
    if (this === other) return true;
    return run.declaredMethod(this, 'equals', 1)?.(other) === true;
  }

  /** With a user's `hashCode`, only a hint: `HashIndex` asks `equals` among the values that share it. */
  override hashKey(run: ApexCallbacks): HashKey {
    const hashCode = run.declaredMethod(this, 'hashCode', 0)?.();
    return typeof hashCode === 'number' ? `\0hash#${hashCode}` : identityKey(this);
  }

  /** `Outer:[name=x, size=3]`, a user's toString() first; exceptions print as `System.DmlException: message`. */
  override text(run: ApexCallbacks): string {
    const own = run.declaredMethod(this, 'toString', 0)?.();
    if (own !== undefined) return typeof own === 'string' ? own : 'null';
    if (this.exception) return exceptionText(this.apexClass.name, this.exception);
    const fields = this.apexClass.fieldNames.map(
      (name, at) => `${name}=${debugTextOf(this.fields[at] ?? null, run)}`,
    );
    return `${this.apexClass.name}:[${fields.join(', ')}]`;
  }
}

function exceptionText(name: string, { message }: ExceptionState): string {
  return message === null ? name : `${name}: ${message}`;
}
