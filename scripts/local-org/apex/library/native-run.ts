import type { ApexEnum } from '../values/apex-enum-value.ts';
import type { ApexObject } from '../values/apex-object.ts';
import type { ApexCallbacks, ApexValue } from '../values/apex-value.ts';
import type { TypeName } from '../values/type-name.ts';

/** What the library asks of the running transaction beyond callbacks; run/'s transaction implements it. */
export interface NativeRun extends ApexCallbacks {
  /** The recorded clock, in milliseconds since 1970: a replayed entry sees the same moments. */
  nowMs(): number;
  /** Recorded random bytes, for Crypto, Math.random and UUID. */
  randomBytes(count: number): Uint8Array;
  /** The error, uncatchable for Apex, that names something the interpreter doesn't do: `throw run.unsupported('…')`. */
  unsupported(what: string): Error;
  /** One line of the debug log, level as `System.LoggingLevel` names it. */
  log(level: string, text: string): void;
  /** What user classes and sObjects look like, for System.Type and JSON. */
  readonly reflection: Reflection;
  /** Governor limits, for System.Limits: `queries`, `dmlStatements` …; undefined for one that isn't counted. */
  limit(name: string): { readonly used: number; readonly allowed: number } | undefined;
}

/** Types of the program, as JSON and System.Type see them. */
export interface Reflection {
  /** The type under that name (case aside, `Outer.Inner`, generics allowed) in its declared spelling; undefined when unknown. */
  typeNamed(name: string): TypeName | undefined;
  /** A user class, abstract ones and interfaces included; undefined for every other type. */
  classNamed(name: string): ReflectedClass | undefined;
  /** An enum of the program or the platform. */
  enumNamed(name: string): ApexEnum | undefined;
  /** sObject types; data/ provides them. */
  sObjectNamed(name: string): ReflectedSObject | undefined;
  isAssignable(from: TypeName, to: TypeName): boolean;
}

export interface ReflectedClass {
  readonly name: string;
  /** Non-static fields and automatic properties in the order of `ApexObject.fields`. */
  readonly fields: readonly ReflectedField[];
  /** `Type.newInstance()`: runs the no-argument constructor. Throws TypeException when there is none that is visible. */
  construct(): ApexObject;
  /** An instance with all fields null, no constructor run: what JSON.deserialize starts from. */
  blank(): ApexObject;
}

export interface ReflectedField {
  readonly name: string;
  readonly type: TypeName;
  readonly isTransient: boolean;
}

/** What JSON and System.Type need of an sObject type. */
export interface ReflectedSObject {
  readonly name: string;
  construct(): ApexValue;
  /** The record from JSON as parsed by JSON.deserializeUntyped's rules (numbers kept as text): `attributes` and fields. */
  fromJson(run: NativeRun, json: ReadonlyMap<string, unknown>): ApexValue;
}
