import type { LocalOrg } from '../../org.ts';
import type { FieldSchema } from '../../schema/object-schema.ts';
import {
  property,
  staticProperty,
  type NativeMember,
  type NativeProperty,
} from '../library/native-type.ts';
import type { SObjectShape, SObjectShapes } from '../types/environment.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { typeNameText } from '../values/type-name.ts';
import { ApexSObject } from './apex-sobject.ts';
import { customMetadataMethods } from './custom-metadata.ts';
import type { DataRun } from './data-run.ts';
import { assignedValue, childList, isAssignable } from './field-access.ts';
import { fieldToken, SObjectTypeToken } from './schema-tokens.ts';
import {
  apexTypeOf,
  sObjectTypes,
  type ChildRelation,
  type ParentRelation,
  type SObjectType,
} from './sobject-type.ts';

/** The sObject types of an org as the compiler sees them. */
export function sObjectShapes(org: LocalOrg): SObjectShapes {
  const types = sObjectTypes(org);
  const shapes = new WeakMap<SObjectType, SObjectShape>();
  return {
    find(name) {
      const type = types.find(name);
      if (!type) return undefined;
      const known = shapes.get(type) ?? sObjectShape(type);
      shapes.set(type, known);
      return known;
    },
  };
}

function sObjectShape(type: SObjectType): SObjectShape {
  const methods: readonly NativeMember[] = type.isCustomMetadata ? customMetadataMethods(type) : [];
  return {
    name: type.name,
    methods,
    member: (name) => memberOf(type, name),
    staticMember: (name) => staticMemberOf(type, name),
    create: () => new ApexSObject(type),
  };
}

function memberOf(type: SObjectType, name: string): NativeProperty | undefined {
  const field = type.field(name);
  if (field) return fieldMember(field);
  const parent = type.parent(name);
  if (parent) return parentMember(parent);
  const children = type.children(name);
  return children && childrenMember(children);
}

function fieldMember(field: FieldSchema): NativeProperty {
  const { name } = field;
  const declared = `${typeNameText(apexTypeOf(field))} ${name}`;
  const get = (run: DataRun, self: ApexSObject) => {
    // A compound address is a value only the API shows: here its parts are what a program reads.
    if (field.compoundPrefix !== null) throw run.unsupported(`the compound field ${name}`);
    return self.read(run, name);
  };
  if (!isAssignable(field)) return property(declared, get);
  const set = (run: DataRun, self: ApexSObject, value: ApexValue) => {
    self.write(name, assignedValue(run, field, value));
  };
  return property(declared, get, set);
}

/** The parent's type; a lookup to one of several objects has only the fields every one has. */
function parentMember({ name, target }: ParentRelation): NativeProperty {
  const declared = `${target === 'Name' ? 'SObject' : target} ${name}`;
  const get = (run: DataRun, self: ApexSObject) => self.parent(run, name);
  const set = (_run: DataRun, self: ApexSObject, parent: ApexSObject | null) => {
    self.parents.set(name, parent);
  };
  return property(declared, get, set);
}

function childrenMember(relation: ChildRelation): NativeProperty {
  const get = (run: DataRun, self: ApexSObject) => childList(run, self, relation);
  return property(`List<${relation.child.name}> ${relation.name}`, get);
}

function staticMemberOf(type: SObjectType, name: string): NativeProperty | undefined {
  if (name.toLowerCase() === 'sobjecttype') {
    return staticProperty('Schema.SObjectType SObjectType', () => new SObjectTypeToken(type));
  }
  const token = fieldToken(type, name) ?? lookupToken(type, name);
  return token && staticProperty(`Schema.SObjectField ${token.field.name}`, () => token);
}

/** `Contact.Account` names the lookup as `Contact.AccountId` does. */
function lookupToken(type: SObjectType, name: string) {
  const relation = type.parent(name);
  return relation && fieldToken(type, relation.field.name);
}
