import { checkbox, lookup, systemField, text } from '../field.ts';
import type { FieldSchema } from '../object-schema.ts';
import { object } from './standard-object.ts';

const readOnly = { createable: false, updateable: false, permissionable: false };

const durableId = systemField('DurableId', 'Durable ID', 'string', { length: 255 });

const nameFields: readonly FieldSchema[] = [
  text('QualifiedApiName', 'Qualified API Name', 70, readOnly),
  text('DeveloperName', 'Developer Name', 80, readOnly),
  text('MasterLabel', 'Master Label', 255, readOnly),
  text('Label', 'Label', 255, readOnly),
  text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
];

const virtual = {
  kind: 'virtual',
  createable: false,
  updateable: false,
  deletable: false,
} as const;

/**
 * What exists in the org, as records. Kept up to date by deploys. DurableId is the API name of a standard object and
 * the 01I id (15 characters) of a custom one, as metadata relationships store it.
 */
export const entityDefinition = object(
  'EntityDefinition',
  'Entity Definition',
  [
    systemField('Id', 'Entity Definition ID', 'id', { length: 18 }),
    durableId,
    ...nameFields,
    text('PluralLabel', 'Plural Label', 255, readOnly),
    text('KeyPrefix', 'Key Prefix', 3, readOnly),
    checkbox('IsCustomizable', 'Is Customizable', readOnly),
    checkbox('IsQueryable', 'Is Queryable', readOnly),
  ],
  virtual,
);

/** DurableId is `Account.Industry` for a standard field and `Account.00N…` (15 characters) for a custom one. */
export const fieldDefinition = object(
  'FieldDefinition',
  'Field Definition',
  [
    systemField('Id', 'Field Definition ID', 'id', { length: 18 }),
    durableId,
    ...nameFields,
    lookup('EntityDefinitionId', 'Entity Definition ID', 'EntityDefinition', 'Fields', readOnly),
    text('DataType', 'Data Type', 80, readOnly),
    systemField('Length', 'Length', 'int', { digits: 9 }),
    systemField('Precision', 'Precision', 'int', { digits: 9 }),
    systemField('Scale', 'Scale', 'int', { digits: 9 }),
    checkbox('IsCalculated', 'Is Calculated', readOnly),
    checkbox('IsNillable', 'Is Nillable', readOnly),
  ],
  virtual,
);
