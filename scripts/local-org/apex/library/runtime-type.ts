import { ApexType } from '../values/apex-type.ts';
import { ApexReference, type ApexValue } from '../values/apex-value.ts';
import { typeNameText, type TypeName } from '../values/type-name.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexMap } from '../values/apex-map.ts';
import { ApexSet } from '../values/apex-set.ts';
import { objectType } from '../values/type-name.ts';
import type { NativeRun } from './native-run.ts';
import { method, nativeType, staticMethod, type NativeType } from './native-type.ts';
import { parsedTypeName } from './signature.ts';

/** The type a value has at run time; an error for null, which has none. */
export function runtimeType(value: Exclude<ApexValue, null>): TypeName {
  if (value instanceof ApexReference) return parsedTypeName(value.typeName);
  const names = {
    string: 'String',
    number: 'Integer',
    bigint: 'Long',
    boolean: 'Boolean',
  } as const;
  return { name: names[typeof value as keyof typeof names], arguments: [] };
}

/** `value instanceof type`; null is an instance of nothing. */
export function isInstance(run: NativeRun, value: ApexValue, type: TypeName): boolean {
  return value !== null && run.reflection.isAssignable(runtimeType(value), type);
}

/** System.Type. */
export const typeType: NativeType = nativeType('System.Type', [
  staticMethod('Type forName(String? name)', (run, name: string | null) =>
    name === null ? null : named(run, name),
  ),
  staticMethod(
    'Type forName(String? namespace, String name)',
    (run, space: string | null, name: string) => named(run, space ? `${space}.${name}` : name),
  ),
  method('String getName()', (_run, self: ApexType) => typeNameText(self.type)),
  method('Object newInstance()', (run, self: ApexType) => instanceOf(run, self.type)),
  method('Boolean isAssignableFrom(Type other)', (run, self: ApexType, other: ApexType) =>
    run.reflection.isAssignable(other.type, self.type),
  ),
  method('String toString()', (_run, self: ApexType) => typeNameText(self.type)),
  method('Boolean equals(Object other)', (_run, self: ApexType, other: ApexValue) =>
    self.equals(other),
  ),
]);

function named(run: NativeRun, name: string): ApexType | null {
  const type = run.reflection.typeNamed(name);
  return type ? new ApexType(type) : null;
}

function instanceOf(run: NativeRun, type: TypeName): ApexValue {
  const made =
    run.reflection.classNamed(type.name)?.construct() ??
    run.reflection.sObjectNamed(type.name)?.construct() ??
    emptyCollection(type);
  if (made !== null) return made;
  throw run.exception('TypeException', `Type cannot be constructed: ${typeNameText(type)}`);
}

/** An empty List, Set or Map of that type; null for any other type. */
export function emptyCollection(type: TypeName): ApexList | ApexSet | ApexMap | null {
  const [first = objectType, second = objectType] = type.arguments;
  switch (type.name.toLowerCase()) {
    case 'list':
      return new ApexList(first);
    case 'set':
      return new ApexSet(first);
    case 'map':
      return new ApexMap(first, second);
    default:
      return null;
  }
}
