import type { ApexEnum } from '../values/apex-enum-value.ts';
import { apexEnum } from '../values/apex-enum-value.ts';
import type { ApexValue } from '../values/apex-value.ts';
import type { TypeName } from '../values/type-name.ts';
import type { NativeRun } from './native-run.ts';
import {
  parsedParameters,
  parsedSignature,
  parsedTypeName,
  type Parameter,
  type Signature,
} from './signature.ts';

/**
 * How a platform type is declared: its members by Apex signature, each with its implementation. The compiler resolves
 * overloads from the signatures and calls `invoke`; a member that isn't declared does not compile.
 *
 * Implementations take the transaction, then `self` (instance members), then the arguments. They may declare a wider
 * transaction and narrower argument types than written here: the signature has checked the arguments.
 */
export interface NativeMethod {
  readonly kind: 'method';
  readonly isStatic: boolean;
  readonly signature: Signature;
  /** `self` is null for a static method. `void` answers null. */
  invoke(run: NativeRun, self: ApexValue, args: readonly ApexValue[]): ApexValue;
}

export interface NativeProperty {
  readonly kind: 'property';
  readonly isStatic: boolean;
  readonly name: string;
  readonly type: TypeName;
  get(run: NativeRun, self: ApexValue): ApexValue;
  /** Missing for a read-only property. */
  readonly set: ((run: NativeRun, self: ApexValue, value: ApexValue) => void) | undefined;
}

export interface NativeConstructor {
  readonly kind: 'constructor';
  readonly parameters: readonly Parameter[];
  /** `type` is the type as written after `new`, with its arguments: a List has to know what it holds. */
  invoke(run: NativeRun, type: TypeName, args: readonly ApexValue[]): ApexValue;
}

export type NativeMember = NativeMethod | NativeProperty | NativeConstructor;

export interface NativeType {
  /** With its namespace: `System.String`, `Schema.DescribeFieldResult`. */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** `T`; `K`, `V`: names its members' signatures may use. */
  readonly typeParameters: readonly string[];
  /** Supertypes and interfaces, by name with arguments: `Iterable<T>`, `System.Exception`. */
  readonly extends: readonly TypeName[];
  readonly members: readonly NativeMember[];
  /** The values of an enum. */
  readonly values: ApexEnum | undefined;
  /** Properties that depend on the org (`Label.Greeting`, `SObjectType.Account`, `fields.Name`); undefined for a name that isn't one. */
  readonly dynamicProperty: ((name: string) => NativeProperty | undefined) | undefined;
}

interface NativeTypeOptions {
  readonly extends?: readonly string[];
  readonly kind?: 'class' | 'interface';
  readonly dynamicProperty?: (name: string) => NativeProperty | undefined;
}

/** `nativeType('System.List<T>', [ … ], { extends: ['Iterable<T>'] })` */
export function nativeType(
  name: string,
  members: readonly NativeMember[],
  options: NativeTypeOptions = {},
): NativeType {
  const declared = parsedTypeName(name);
  return {
    name: declared.name,
    kind: options.kind ?? 'class',
    typeParameters: declared.arguments.map((parameter) => parameter.name),
    extends: (options.extends ?? []).map(parsedTypeName),
    members,
    values: undefined,
    dynamicProperty: options.dynamicProperty,
  };
}

/** `nativeEnum('System.RoundingMode', ['UP', 'DOWN'])`; its methods (values, valueOf, name, ordinal) are every enum's. */
export function nativeEnum(name: string, values: readonly string[]): NativeType {
  const type = nativeType(name, []);
  return { ...type, kind: 'enum', values: apexEnum(simpleName(name), values) };
}

/** An implementation's parameters may be narrower than declared here; a method's are compared both ways, hence the detour. */
type Implementation =
  | { bivariant(run: NativeRun, ...args: never[]): ApexValue | undefined }['bivariant']
  | { bivariant(run: NativeRun, ...args: never[]): void }['bivariant'];
type ConstructorImplementation = {
  bivariant(run: NativeRun, type: TypeName, ...args: never[]): ApexValue;
}['bivariant'];
type Getter = { bivariant(run: NativeRun, self: never): ApexValue }['bivariant'];
type Setter = { bivariant(run: NativeRun, self: never, value: never): void }['bivariant'];

/** `method('String left(Integer length)', (run, self: string, length: number) => …)` */
export function method(text: string, implementation: Implementation): NativeMethod {
  const signature = parsedSignature(text);
  return {
    kind: 'method',
    isStatic: false,
    signature,
    invoke(run, self, args) {
      if (self === null) {
        throw run.exception('NullPointerException', 'Attempt to de-reference a null object');
      }
      assertNoNull(run, signature.parameters, args);
      return result(implementation(run, self as never, ...(args as never[])));
    },
  };
}

/** `staticMethod('String join(Iterable<Object> parts, String separator)', (run, parts: ApexValue, …) => …)` */
export function staticMethod(text: string, implementation: Implementation): NativeMethod {
  const signature = parsedSignature(text);
  return {
    kind: 'method',
    isStatic: true,
    signature,
    invoke(run, _self, args) {
      assertNoNull(run, signature.parameters, args);
      return result(implementation(run, ...(args as never[])));
    },
  };
}

/** `constructor('(Set<T> other)', (run, type, other: ApexSet) => …)` */
export function constructor(
  text: string,
  implementation: ConstructorImplementation,
): NativeConstructor {
  const parameters = parsedParameters(text);
  return {
    kind: 'constructor',
    parameters,
    invoke(run, type, args) {
      assertNoNull(run, parameters, args);
      return implementation(run, type, ...(args as never[]));
    },
  };
}

/** `property('String fullName', (run, self: NativeObject<…>) => …, (run, self, value) => …)` */
export function property(text: string, get: Getter, set?: Setter): NativeProperty {
  return {
    ...declaredProperty(text),
    isStatic: false,
    get,
    set: set as NativeProperty['set'],
  };
}

export function staticProperty(text: string, get: (run: NativeRun) => ApexValue): NativeProperty {
  return { ...declaredProperty(text), isStatic: true, get, set: undefined };
}

function declaredProperty(text: string): { kind: 'property'; name: string; type: TypeName } {
  const { returnType, name } = parsedSignature(`${text}()`);
  return { kind: 'property', name, type: returnType };
}

/**
 * null for a parameter that doesn't take it is a NullPointerException of the program, not a crash of the implementation.
 * Parameters of type Object or of a type parameter (`T`, `K`, `V`) always take null.
 */
function assertNoNull(
  run: NativeRun,
  parameters: readonly Parameter[],
  args: readonly ApexValue[],
): void {
  for (const [at, parameter] of parameters.entries()) {
    if (args[at] !== null || parameter.isNullable || takesAnything(parameter.type)) continue;
    throw run.exception('NullPointerException', 'Argument cannot be null.');
  }
}

function takesAnything({ name }: TypeName): boolean {
  return name === 'Object' || /^[A-Z]$/.test(name);
}

/** What the implementation answered; nothing (a void method) is null. */
function result(answer: unknown): ApexValue {
  return (answer as ApexValue | undefined) ?? null;
}

function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
