import { compoundOf } from '../schema/describe-field.ts';
import type { FieldSchema, FieldType, ObjectSchema } from '../schema/object-schema.ts';
import type { Schema } from '../schema/schema.ts';
import type { Store } from './store.ts';

/** Names of field types in setup, as FieldDefinition.DataType begins with them. */
const dataTypes: Readonly<Partial<Record<FieldType, string>>> = {
  string: 'Text',
  textarea: 'Text Area',
  double: 'Number',
  int: 'Number',
  long: 'Number',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'Date/Time',
  boolean: 'Checkbox',
  picklist: 'Picklist',
  multipicklist: 'Picklist (Multi-Select)',
  reference: 'Lookup',
  email: 'Email',
  phone: 'Phone',
  url: 'URL',
  address: 'Address',
  id: 'Lookup',
};

/** What metadata relationships store for an object: its name, or 15 characters of its 01I id. */
export function entityDurableId(object: ObjectSchema): string {
  return object.durableId === object.name ? object.name : object.durableId.slice(0, 15);
}

/** What metadata relationships store for a field: `Account.Industry`, or `Account.00N…`, which survives a rename. */
export function fieldDurableId(object: ObjectSchema, field: FieldSchema): string {
  const id = field.durableId === field.name ? field.name : field.durableId.slice(0, 15);
  return `${entityDurableId(object)}.${id}`;
}

function developerName(apiName: string): string {
  return apiName.replace(/__(c|mdt)$/, '').replace(/^[A-Za-z0-9]+__/, '');
}

function dataTypeOf(field: FieldSchema): string {
  const name =
    field.autoNumberFormat === null ? (dataTypes[field.type] ?? field.type) : 'Auto Number';
  const target = field.reference ? `(${field.reference.to.join(',')})` : '';
  const size = field.precision > 0 ? `(${field.precision - field.scale}, ${field.scale})` : '';
  const length = field.type === 'string' && field.length > 0 ? `(${field.length})` : '';
  return field.formula ? `Formula (${name})` : `${name}${target}${size}${length}`;
}

const definedKinds: ReadonlySet<string> = new Set(['standard', 'custom', 'customMetadata']);

/** Writes EntityDefinition and FieldDefinition anew from the schema. Cheap: a few hundred rows at most. */
export function writeDefinitions(store: Store, schema: Schema): void {
  store.run('DELETE FROM EntityDefinition');
  store.run('DELETE FROM FieldDefinition');
  for (const object of schema.objects()) {
    if (!definedKinds.has(object.kind)) continue;
    writeEntity(store, object);
    for (const field of object.fields)
      // The parts of a compound field are EntityParticles.
      if (compoundOf(object, field) === null) writeField(store, object, field);
  }
}

function writeEntity(store: Store, object: ObjectSchema): void {
  store.run(
    `INSERT INTO EntityDefinition (Id, DurableId, QualifiedApiName, DeveloperName, MasterLabel, Label,
       NamespacePrefix, PluralLabel, KeyPrefix, IsCustomizable, IsQueryable)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)`,
    entityDurableId(object),
    entityDurableId(object),
    object.name,
    developerName(object.name),
    object.label,
    object.label,
    object.namespacePrefix,
    object.pluralLabel,
    object.keyPrefix,
  );
}

function writeField(store: Store, object: ObjectSchema, field: FieldSchema): void {
  const id = fieldDurableId(object, field);
  store.run(
    `INSERT INTO FieldDefinition (Id, DurableId, QualifiedApiName, DeveloperName, MasterLabel, Label,
       NamespacePrefix, EntityDefinitionId, DataType, Length, Precision, Scale, IsCalculated, IsNillable)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    id,
    field.name,
    developerName(field.name),
    field.label,
    field.label,
    field.custom ? object.namespacePrefix : null,
    entityDurableId(object),
    dataTypeOf(field),
    field.length,
    field.precision,
    field.scale,
    field.formula ? 1 : 0,
    field.nillable ? 1 : 0,
  );
}
