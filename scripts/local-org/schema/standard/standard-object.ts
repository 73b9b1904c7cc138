import { checkbox, lookup, systemField } from '../field.ts';
import type { FieldSchema, ObjectSchema } from '../object-schema.ts';

type ObjectDetails = Partial<Omit<ObjectSchema, 'name' | 'label' | 'fields'>>;

/** An object with everything not given as an ordinary standard object has it. Fields are taken as they come. */
export function object(
  name: string,
  label: string,
  fields: readonly FieldSchema[],
  details: ObjectDetails = {},
): ObjectSchema {
  return {
    name,
    label,
    pluralLabel: `${label}s`,
    keyPrefix: null,
    kind: 'standard',
    durableId: name,
    namespacePrefix: null,
    fields,
    validationRules: [],
    createable: true,
    updateable: true,
    deletable: true,
    undeletable: false,
    permissionable: false,
    description: null,
    ...details,
  };
}

/** An object of business records: audit fields, a recycle bin, and object permissions that decide about it. */
export function recordObject(
  name: string,
  label: string,
  fields: readonly FieldSchema[],
  details: ObjectDetails = {},
): ObjectSchema {
  const all = [idField(label), deletedField, ...fields, ...auditFields];
  return object(name, label, all, { undeletable: true, permissionable: true, ...details });
}

/** An object of setup records: audit fields, no recycle bin, readable by everybody. */
export function setupObject(
  name: string,
  label: string,
  fields: readonly FieldSchema[],
  details: ObjectDetails = {},
): ObjectSchema {
  const visible = fields.map((field) => ({ ...field, permissionable: false }));
  return object(name, label, [idField(label), ...visible, ...auditFields], details);
}

export function idField(label: string): FieldSchema {
  return systemField('Id', `${label} ID`, 'id', { length: 18, nillable: false });
}

const deletedField = systemField('IsDeleted', 'Deleted', 'boolean', {
  nillable: false,
  defaultValue: 'false',
});

export const ownerField: FieldSchema = lookup('OwnerId', 'Owner ID', 'User', null, {
  permissionable: false,
  nillable: false,
});

const userStamp = (name: string, label: string): FieldSchema =>
  lookup(name, label, 'User', null, {
    nillable: false,
    createable: false,
    updateable: false,
    permissionable: false,
  });

const moment = (name: string, label: string): FieldSchema =>
  systemField(name, label, 'datetime', { nillable: false });

const auditFields: readonly FieldSchema[] = [
  moment('CreatedDate', 'Created Date'),
  userStamp('CreatedById', 'Created By ID'),
  moment('LastModifiedDate', 'Last Modified Date'),
  userStamp('LastModifiedById', 'Last Modified By ID'),
  moment('SystemModstamp', 'System Modstamp'),
];

/** System fields every custom object has, in describe's order; `name` is its name field. */
export function customObjectFields(
  label: string,
  name: FieldSchema,
  hasOwner: boolean,
): readonly FieldSchema[] {
  const owner = hasOwner ? [ownerField] : [];
  return [idField(label), ...owner, deletedField, name, ...auditFields];
}

/** Fields every Custom Metadata type has. They are read only through the API; deploys write them. */
export function customMetadataFields(label: string): readonly FieldSchema[] {
  const readOnly = { nillable: false, createable: false, updateable: false, permissionable: false };
  return [
    systemField('Id', label, 'id', { length: 18, nillable: false }),
    systemField('DeveloperName', 'Custom Metadata Record Name', 'string', {
      length: 40,
      ...readOnly,
    }),
    systemField('MasterLabel', 'Label', 'string', { length: 40, ...readOnly }),
    systemField('Language', 'Master Language', 'picklist', { length: 40, ...readOnly }),
    systemField('NamespacePrefix', 'Namespace Prefix', 'string', { length: 15 }),
    systemField('Label', 'Label', 'string', { length: 40, nillable: true }),
    systemField('QualifiedApiName', 'Qualified API Name', 'string', { length: 70, ...readOnly }),
    checkbox('IsProtected', 'Protected Component', { ...readOnly }),
    moment('SystemModstamp', 'System Modstamp'),
  ];
}
