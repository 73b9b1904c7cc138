import type { LocalOrg } from '../../org.ts';
import type { FieldSchema, FieldType, ObjectSchema } from '../../schema/object-schema.ts';
import type { ChildReference, Schema } from '../../schema/schema.ts';
import { typeName, type TypeName } from '../values/type-name.ts';

const apexTypes: Readonly<Record<FieldType, string>> = {
  id: 'Id',
  reference: 'Id',
  string: 'String',
  textarea: 'String',
  picklist: 'String',
  multipicklist: 'String',
  email: 'String',
  phone: 'String',
  url: 'String',
  double: 'Decimal',
  currency: 'Decimal',
  percent: 'Decimal',
  int: 'Integer',
  long: 'Long',
  date: 'Date',
  datetime: 'Datetime',
  boolean: 'Boolean',
  base64: 'Blob',
  address: 'System.Address',
  anyType: 'Object',
};

/** Type Apex gives a field. Metadata relationships hold durable ids, which are no record ids, so they are text. */
export function apexTypeOf({ type, reference }: FieldSchema): TypeName {
  if (reference?.isMetadataRelationship === true) return typeName('String');
  return typeName(apexTypes[type]);
}

/** A lookup as Apex sees its parent: `Account` of a Contact, `SyncRun__r` of a log entry. */
export interface ParentRelation {
  readonly name: string;
  readonly field: FieldSchema;
  /** Object the parent is of; `Name` stands for a lookup to one of several. */
  readonly target: string;
}

/** The children of a record under the name SOQL gives them: `Contacts`, `SyncLogEntries__r`. */
export interface ChildRelation extends ChildReference {
  readonly name: string;
}

/** An sObject type: what an object of the schema looks like in Apex. Names are found in any case. */
export class SObjectType {
  readonly object: ObjectSchema;
  readonly #schema: Schema;

  constructor(schema: Schema, object: ObjectSchema) {
    this.#schema = schema;
    this.object = object;
  }

  get name(): string {
    return this.object.name;
  }

  get isCustomMetadata(): boolean {
    return this.object.kind === 'customMetadata';
  }

  field(name: string): FieldSchema | undefined {
    return this.#schema.findField(this.name, name);
  }

  parent(relationshipName: string): ParentRelation | undefined {
    const wanted = relationshipName.toLowerCase();
    for (const field of this.object.fields) {
      const { reference } = field;
      if (reference?.relationshipName.toLowerCase() !== wanted) continue;
      const target = reference.to.length === 1 ? (reference.to[0] ?? 'Name') : 'Name';
      return { name: reference.relationshipName, field, target };
    }
    return undefined;
  }

  children(relationshipName: string): ChildRelation | undefined {
    const wanted = relationshipName.toLowerCase();
    for (const { child, field } of this.#schema.childReferences(this.name)) {
      const name = field.reference?.childRelationshipName;
      if (typeof name === 'string' && name.toLowerCase() === wanted) return { child, field, name };
    }
    return undefined;
  }
}

/** The sObject types of one org. They follow its schema: a deploy gives new ones. */
export class SObjectTypes {
  readonly #schema: Schema;
  readonly #types = new Map<string, SObjectType>();
  #version = -1;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  find(name: string): SObjectType | undefined {
    if (this.#version !== this.#schema.version) this.#types.clear();
    this.#version = this.#schema.version;
    const key = name.toLowerCase().replace(/^schema\./, '');
    const known = this.#types.get(key);
    if (known) return known;
    const object = this.#schema.find(key);
    if (!object) return undefined;
    const type = new SObjectType(this.#schema, object);
    this.#types.set(key, type);
    return type;
  }

  all(): readonly SObjectType[] {
    return this.#schema.objects().flatMap(({ name }) => this.find(name) ?? []);
  }
}

const typesOfOrgs = new WeakMap<LocalOrg, SObjectTypes>();

/** The sObject types of an org; the same instance each time. */
export function sObjectTypes(org: LocalOrg): SObjectTypes {
  const known = typesOfOrgs.get(org);
  if (known) return known;
  const types = new SObjectTypes(org.schema);
  typesOfOrgs.set(org, types);
  return types;
}
