import type { NativeMember, NativeMethod, NativeType } from '../../library/native-type.ts';
import type { ClassModel, MethodModel } from '../../types/class-model.ts';
import { bindings, substituted, type TypeTable } from '../../types/type-table.ts';
import type { ApexEnum, ApexEnumValue } from '../../values/apex-enum-value.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { enumMembers, objectMembers } from './object-members.ts';

/** A method that may be meant, of the program or the platform; with its types as the receiver's type arguments make them. */
export type MethodCandidate = {
  readonly parameters: readonly TypeName[];
  readonly returns: TypeName;
  readonly isStatic: boolean;
} & (
  | { readonly kind: 'user'; readonly method: MethodModel }
  | { readonly kind: 'native'; readonly method: NativeMethod }
);

/** All methods of a type with that name, its own first, then those of what it extends and implements. */
export function methodsNamed(
  table: TypeTable,
  type: TypeName,
  name: string,
): readonly MethodCandidate[] {
  const wanted = name.toLowerCase();
  return [...inheritedMethods(table, type, wanted), ...natives(table, objectMembers, wanted)];
}

function inheritedMethods(
  table: TypeTable,
  type: TypeName,
  wanted: string,
): readonly MethodCandidate[] {
  const inherited = table.supertypes(type).flatMap((each) => inheritedMethods(table, each, wanted));
  return [...ownMethods(table, type, wanted), ...inherited];
}

function ownMethods(table: TypeTable, type: TypeName, wanted: string): readonly MethodCandidate[] {
  const model = table.classNamed(type.name);
  if (model) return userMethods(table, model, wanted);
  const native = table.native(type.name);
  if (native) return nativeMethods(table, native, type, wanted);
  const shape = table.isSObject(type) ? table.shape(type.name) : undefined;
  if (!shape) return [];
  return [...natives(table, shape.methods, wanted), ...clones(table, type, wanted)];
}

function userMethods(
  table: TypeTable,
  model: ClassModel,
  wanted: string,
): readonly MethodCandidate[] {
  const own = model.methods.filter(({ name }) => name.toLowerCase() === wanted);
  const members = model.enum ? enumMembers(model.enum) : [];
  return [...own.map(userCandidate), ...natives(table, members, wanted)];
}

export function userCandidate(method: MethodModel): MethodCandidate {
  const { parameters, returns, isStatic } = method;
  return { kind: 'user', method, parameters, returns, isStatic };
}

function nativeMethods(
  table: TypeTable,
  native: NativeType,
  type: TypeName,
  wanted: string,
): readonly MethodCandidate[] {
  const members = native.values
    ? enumMembers(qualified(table, native, native.values))
    : native.members;
  return natives(table, members, wanted, bindings(native, type));
}

/** The values of an enum of the platform know its simple name only; signatures need the whole. */
function qualified(table: TypeTable, native: NativeType, { values }: ApexEnum): ApexEnum {
  return { name: table.canonical(typeName(native.name)).name, values };
}

function natives(
  table: TypeTable,
  members: readonly NativeMember[],
  wanted: string,
  bound: ReadonlyMap<string, TypeName> = new Map(),
): readonly MethodCandidate[] {
  return members
    .filter((each) => each.kind === 'method')
    .filter(({ signature }) => signature.name.toLowerCase() === wanted)
    .map((method) => ({
      kind: 'native',
      method,
      isStatic: method.isStatic,
      parameters: method.signature.parameters.map((each) => inContext(table, each.type, bound)),
      returns: inContext(table, method.signature.returnType, bound),
    }));
}

/** A type of a native signature where the type parameters stand for something. */
export function inContext(
  table: TypeTable,
  type: TypeName,
  bound: ReadonlyMap<string, TypeName>,
): TypeName {
  return table.canonical(substituted(type, bound));
}

/** `account.clone()` is an Account, though SObject declares it. */
function clones(table: TypeTable, type: TypeName, wanted: string): readonly MethodCandidate[] {
  if (wanted !== 'clone' || type.name === 'SObject') return [];
  const declared = methodsNamed(table, typeName('SObject'), wanted);
  return declared.map((each) => ({ ...each, returns: type }));
}

/** An enum's value by name in any case. */
export function enumValue({ values }: ApexEnum, name: string): ApexEnumValue | undefined {
  const wanted = name.toLowerCase();
  return values.find((each) => each.name.toLowerCase() === wanted);
}

/** The enum a type is, of the program or the platform. */
export function enumOf(table: TypeTable, type: TypeName): ApexEnum | undefined {
  const model = table.classNamed(type.name);
  return model ? model.enum : table.native(type.name)?.values;
}
