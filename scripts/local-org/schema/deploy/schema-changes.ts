import { fieldDurableId } from '../../data/definition-records.ts';
import type { OrgContext } from '../../data/org-context.ts';
import {
  addColumn,
  changeColumn,
  columnType,
  createTable,
  dropColumn,
  dropTable,
  renameColumn,
} from '../../data/tables.ts';
import { checkRuleFormula } from '../../data/validation-rules.ts';
import { SourceTree } from '../../soql/source.ts';
import { FormulaError } from '../formula/formula-error.ts';
import type { FieldSchema, ObjectSchema } from '../object-schema.ts';
import type { Schema } from '../schema.ts';
import { forgetObject, storeObject, withFieldId, withIds } from '../stored-schema.ts';
import { forgetComponent, forgetParts, renamePart } from './component-store.ts';
import { DeployFailure } from './deploy-failure.ts';
import { forgetMetadataReferences } from './metadata-references.ts';

/** Replaces an object's description, in the database and in the schema. Its table isn't touched. */
export function putObject({ store, schema }: OrgContext, object: ObjectSchema): void {
  storeObject(store, object);
  schema.put(object);
}

/** Creates an object with its table. Returns it with the ids the org gave it. */
export function addObject(org: OrgContext, description: ObjectSchema): ObjectSchema {
  const object = withIds(org.store, description);
  createTable(org.store, object);
  putObject(org, object);
  return object;
}

export function removeObject(org: OrgContext, object: ObjectSchema): void {
  dropTable(org.store, object);
  forgetObject(org.store, object.name);
  forgetParts(org.store, object.name);
  org.schema.remove(object.name);
}

/** Adds a field, or brings the one of the same name in line. Throws `DeployFailure` for a change an org refuses. */
export function putField(
  org: OrgContext,
  object: ObjectSchema,
  described: FieldSchema,
): FieldSchema {
  const before = org.schema.findField(object.name, described.name);
  checkTarget(org.schema, described);
  if (!before) {
    const field = withFieldId(org.store, described);
    addColumn(org.store, object, field);
    putObject(org, { ...object, fields: [...object.fields, field] });
    checkFieldFormula(org.schema, object.name, field);
    return field;
  }
  const field = { ...described, name: before.name, durableId: before.durableId };
  checkTypeChange(before, field);
  changeColumn(org.store, object, before, field);
  putObject(org, withField(object, before, field));
  checkFieldFormula(org.schema, object.name, field);
  return field;
}

function withField(object: ObjectSchema, before: FieldSchema, after: FieldSchema): ObjectSchema {
  const fields = object.fields.map((field) => (field.name === before.name ? after : field));
  return { ...object, fields };
}

function checkTarget(schema: Schema, { reference }: FieldSchema): void {
  const missing = reference?.to.find((name) => !schema.find(name));
  if (missing === undefined) return;
  throw new DeployFailure(`In field: referenceTo - no CustomObject named ${missing} found`);
}

function checkTypeChange(before: FieldSchema, after: FieldSchema): void {
  const isCompatible =
    columnType(before) === columnType(after) &&
    (before.reference === null) === (after.reference === null) &&
    (before.formula === null) === (after.formula === null);
  if (isCompatible) return;
  throw new DeployFailure(
    `Cannot change the type of the custom field ${before.name} from ${before.type} to ${after.type}`,
  );
}

function checkFieldFormula(schema: Schema, objectName: string, field: FieldSchema): void {
  const object = schema.find(objectName);
  if (object && field.formula) new SourceTree(schema, 't').root(object).expression(field);
}

/** Throws `FormulaError`, naming the place, when a formula of the org no longer compiles. */
function checkAllFormulas(schema: Schema): void {
  for (const object of schema.objects()) {
    for (const field of object.fields) checkFieldFormula(schema, object.name, field);
    for (const rule of object.validationRules) checkRuleFormula(schema, object, rule);
  }
}

/**
 * Deletes a custom field with its data. Custom Metadata records that name it read null there afterwards, permissions
 * for it are gone. Throws `DeployFailure` when there is no such field or a formula needs it.
 */
export function deleteField(org: OrgContext, objectName: string, fieldName: string): FieldSchema {
  const { object, field } = customField(org.schema, objectName, fieldName);
  putObject(org, { ...object, fields: object.fields.filter((each) => each.name !== field.name) });
  try {
    checkAllFormulas(org.schema);
  } catch (error) {
    org.schema.put(object);
    if (!(error instanceof FormulaError)) throw error;
    throw new DeployFailure(
      `This custom field is referenced elsewhere in salesforce.com. Remove the usages and try again. (${error.message})`,
    );
  }
  dropColumn(org.store, object, field);
  forgetComponent(org.store, 'CustomField', `${object.name}.${field.name}`);
  org.store.run('DELETE FROM FieldPermissions WHERE Field = ?', `${object.name}.${field.name}`);
  forgetMetadataReferences(org, fieldDurableId(object, field));
  return field;
}

/** Gives a custom field another API name; data, permissions and metadata relationships stay with it. */
export function renameField(org: OrgContext, objectName: string, from: string, to: string): void {
  const { object, field } = customField(org.schema, objectName, from);
  if (!/^[A-Za-z]\w*__c$/.test(to) || org.schema.findField(objectName, to)) {
    throw new DeployFailure(
      `${object.name}.${from} can't be renamed to ${to}: the name is taken or no name of a custom field`,
    );
  }
  const renamed = { ...field, name: to };
  putObject(org, withField(object, field, renamed));
  try {
    checkAllFormulas(org.schema);
  } catch (error) {
    org.schema.put(object);
    throw error;
  }
  renameColumn(org.store, object, field, renamed);
  renamePart(org.store, 'CustomField', `${object.name}.${field.name}`, to);
  org.store.run(
    'UPDATE FieldPermissions SET Field = ? WHERE Field = ?',
    `${object.name}.${to}`,
    `${object.name}.${field.name}`,
  );
}

function customField(schema: Schema, objectName: string, fieldName: string) {
  const object = schema.find(objectName);
  const field = schema.findField(objectName, fieldName);
  if (object && field?.custom === true) return { object, field };
  throw new DeployFailure(`No CustomField named: ${objectName}.${fieldName} found`);
}
