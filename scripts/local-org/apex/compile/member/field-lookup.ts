import type { NativeProperty, NativeType } from '../../library/native-type.ts';
import type { ClassModel, FieldModel } from '../../types/class-model.ts';
import { bindings, type TypeTable } from '../../types/type-table.ts';
import { ApexRecord } from '../../values/apex-record.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { inContext } from './method-lookup.ts';

/** A field or property of a user class or of one it extends. */
export function fieldNamed(
  table: TypeTable,
  model: ClassModel,
  name: string,
): FieldModel | undefined {
  const wanted = name.toLowerCase();
  const own = model.fields.find((each) => each.name.toLowerCase() === wanted);
  if (own) return own;
  const superclass = model.superclass && table.classNamed(model.superclass.name);
  return superclass && fieldNamed(table, superclass, name);
}

/** A property of the platform or a field of a record, with its type as the receiver's type arguments make it. */
export interface PropertyCandidate {
  readonly type: TypeName;
  readonly property: NativeProperty;
  /** The receiver is a record: parents that aren't there give null. */
  readonly isOfRecord: boolean;
}

/** An instance property of anything but a user class. */
export function propertyNamed(
  table: TypeTable,
  type: TypeName,
  name: string,
): PropertyCandidate | undefined {
  const own = table.native(type.name)
    ? nativeProperty(table, type, name)
    : recordProperty(table, type, name);
  if (own) return own;
  if (table.isSObject(type) && name.toLowerCase() === 'id') return anyId;
  return firstOf(table.supertypes(type), (each) => propertyNamed(table, each, name));
}

function nativeProperty(
  table: TypeTable,
  type: TypeName,
  name: string,
): PropertyCandidate | undefined {
  const native = table.native(type.name);
  const own = native && ownProperty(native, name, false);
  if (!own) return undefined;
  const propertyType = inContext(table, own.type, bindings(native, type));
  return { type: propertyType, property: own, isOfRecord: table.isSObject(type) };
}

function recordProperty(
  table: TypeTable,
  type: TypeName,
  name: string,
): PropertyCandidate | undefined {
  const property = table.isSObject(type) ? table.shape(type.name)?.member(name) : undefined;
  return property && { type: table.canonical(property.type), property, isOfRecord: true };
}

/** The one field every SObject has without its type being known. */
const anyId: PropertyCandidate = {
  type: typeName('Id'),
  isOfRecord: true,
  property: {
    kind: 'property',
    isStatic: false,
    name: 'Id',
    type: typeName('Id'),
    get: (_run, self: ApexValue) => (self instanceof ApexRecord ? self.id : null),
    set: undefined,
  },
};

/** A static property of a type of the platform or of an sObject type. */
export function staticPropertyNamed(
  table: TypeTable,
  type: TypeName,
  name: string,
): NativeProperty | undefined {
  const native = table.native(type.name);
  if (!native)
    return table.isSObject(type) ? table.shape(type.name)?.staticMember(name) : undefined;
  return ownProperty(native, name, true);
}

/** A declared property, or one that depends on the org: `fields.Name` of a describe, `Label.Greeting`. */
function ownProperty(
  { members, dynamicProperty }: NativeType,
  name: string,
  isStatic: boolean,
): NativeProperty | undefined {
  const wanted = name.toLowerCase();
  const declared = members
    .filter((each) => each.kind === 'property')
    .find((each) => each.isStatic === isStatic && each.name.toLowerCase() === wanted);
  const found = declared ?? dynamicProperty?.(name);
  return found?.isStatic === isStatic ? found : undefined;
}

function firstOf<Each, Found>(
  all: readonly Each[],
  find: (each: Each) => Found | undefined,
): Found | undefined {
  for (const each of all) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
