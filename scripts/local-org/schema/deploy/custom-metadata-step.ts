import { entityDurableId, fieldDurableId } from '../../data/definition-records.ts';
import type { FieldChanges } from '../../data/field-changes.ts';
import { columnValue } from '../../data/field-value.ts';
import type { OrgContext } from '../../data/org-context.ts';
import { insertRecord, updateRecord } from '../../data/record-writer.ts';
import { quoted, type SqlRow, type SqlValue } from '../../data/store.ts';
import type { FieldSchema, ObjectSchema } from '../object-schema.ts';
import { DeployFailure } from './deploy-failure.ts';
import {
  textContent,
  type DeployContext,
  type DeployStep,
  type StepOutcome,
} from './deploy-step.ts';
import { childNamed, childrenNamed, isTrue, requiredText, xmlRoot } from './xml-element.ts';

/** A `customMetadata/Type.Record.md` file: a record of a Custom Metadata type, saved under the type's validation rules. */
export function customMetadataStep(
  context: DeployContext,
  fileName: string,
  fullName: string,
  content: Uint8Array | string,
): DeployStep {
  return {
    type: 'CustomMetadata',
    fullName,
    fileName,
    phase: 'records',
    run: () => deployRecord(context, fullName, textContent(content)),
  };
}

function deployRecord({ org, userId }: DeployContext, fullName: string, xml: string): StepOutcome {
  const { type, developerName } = typeAndName(org, fullName);
  const root = xmlRoot(xml);
  const label = requiredText(root, 'label');
  const given = new Map<FieldSchema, string | null>();
  for (const values of childrenNamed(root, 'values')) {
    const field = fieldNamed(org, type, requiredText(values, 'field'));
    const value = childNamed(values, 'value');
    const isNil = value === undefined || value.attributes.nil === 'true';
    given.set(field, isNil ? null : value.text);
  }
  const existing = recordNamed(org, type, developerName);
  const changes: FieldChanges = new Map();
  for (const [field, text] of given) {
    changes.set(field, metadataValue(org, type, field, text, given, existing));
  }
  const set = (name: string, value: SqlValue) => changes.set(fieldNamed(org, type, name), value);
  set('MasterLabel', label);
  set('Label', label);
  set('IsProtected', isTrue(root, 'protected') ? 1 : 0);
  if (existing) {
    const id = updateRecord(org, type, String(existing.Id), changes, userId);
    return {
      id,
      created: false,
      changed: [...changes].some(([{ name }, value]) => existing[name] !== value),
    };
  }
  set('DeveloperName', developerName);
  set('QualifiedApiName', developerName);
  set('Language', 'en_US');
  return { id: insertRecord(org, type, changes, userId), created: true, changed: true };
}

function typeAndName({ schema }: OrgContext, fullName: string) {
  const [typeName = ''] = fullName.split('.');
  const developerName = fullName.slice(typeName.length + 1);
  const type = schema.find(typeName.endsWith('__mdt') ? typeName : `${typeName}__mdt`);
  if (type?.kind !== 'customMetadata') {
    const problem = `Custom metadata type ${typeName} is not available in this organization.`;
    throw new DeployFailure(problem);
  }
  if (developerNamePattern.test(developerName)) return { type, developerName };
  throw new DeployFailure(
    `The developer name '${developerName}' can only contain alphanumeric characters and underscores, must begin with a letter, not end with an underscore, nor contain two consecutive underscores`,
  );
}

/** As documented for DeveloperName of Custom Metadata records. */
const developerNamePattern = /^[A-Za-z](?!\w*__)(?!\w*_$)\w{0,39}$/;

function fieldNamed({ schema }: OrgContext, type: ObjectSchema, name: string): FieldSchema {
  const field = schema.findField(type.name, name);
  if (field) return field;
  throw new DeployFailure(`In field: field - no CustomField named ${type.name}.${name} found`);
}

function recordNamed({ store }: OrgContext, type: ObjectSchema, name: string): SqlRow | undefined {
  return store.get(
    `SELECT * FROM ${quoted(type.name)} WHERE DeveloperName = ? COLLATE NOCASE`,
    name,
  );
}

/** A value as its column holds it. What a relationship names has to be there. */
function metadataValue(
  org: OrgContext,
  type: ObjectSchema,
  field: FieldSchema,
  text: string | null,
  given: ReadonlyMap<FieldSchema, string | null>,
  existing: SqlRow | undefined,
): SqlValue {
  const { reference } = field;
  if (text === null || text === '') return field.type === 'boolean' ? 0 : null;
  if (reference === null) return columnValue(field, text, 'csv');
  if (!reference.isMetadataRelationship) return recordReference(org, field, text);
  if (reference.to.includes('EntityDefinition')) return entityReference(org, field, text);
  return fieldReference(org, field, text, controllingObject(org, type, field, given, existing));
}

function recordReference(org: OrgContext, field: FieldSchema, developerName: string): string {
  const target = org.schema.find(field.reference?.to[0] ?? '');
  const row = target && recordNamed(org, target, developerName);
  if (row) return String(row.Id);
  throw new DeployFailure(`${field.name}: no record named ${developerName} found`);
}

function entityReference({ schema }: OrgContext, field: FieldSchema, name: string): string {
  const object = schema.find(name);
  if (object) return entityDurableId(object);
  throw new DeployFailure(`In field: ${field.name} - no CustomObject named ${name} found`);
}

/** The bare API name of a field of the controlling object, or the name with the object before it. */
function fieldReference(
  { schema }: OrgContext,
  field: FieldSchema,
  text: string,
  object: ObjectSchema | undefined,
): string {
  const bare = text.includes('.') ? text.slice(text.indexOf('.') + 1) : text;
  const found = object && schema.findField(object.name, bare);
  if (found) return fieldDurableId(object, found);
  throw new DeployFailure(
    `In field: ${field.name} - no CustomField named ${object?.name ?? ''}.${bare} found`,
  );
}

function controllingObject(
  { schema }: OrgContext,
  type: ObjectSchema,
  field: FieldSchema,
  given: ReadonlyMap<FieldSchema, string | null>,
  existing: SqlRow | undefined,
): ObjectSchema | undefined {
  const controlling = schema.findField(type.name, field.reference?.controllingField ?? '');
  if (!controlling) return undefined;
  const named = given.get(controlling);
  if (typeof named === 'string') return schema.find(named);
  const durableId = existing?.[controlling.name];
  return schema.objects().find((object) => entityDurableId(object) === durableId);
}
