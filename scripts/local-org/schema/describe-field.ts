import type { DescribeField, DescribePicklistValue } from './describe-result.ts';
import type { FieldSchema, FieldType, ObjectSchema, PicklistValue } from './object-schema.ts';

const soapTypes: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  long: 'xsd:long',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
  base64: 'xsd:base64Binary',
};

/** Types a query can neither group by nor aggregate. */
const ungroupable: ReadonlySet<FieldType> = new Set([
  'address',
  'multipicklist',
  'double',
  'currency',
  'percent',
  'datetime',
]);

/** A field as describe shows it to a user. `editable` is the user's field-level security. */
export function describeField(
  object: ObjectSchema,
  field: FieldSchema,
  editable: boolean,
): DescribeField {
  const isComputed = isCalculated(field);
  return {
    ...constants,
    ...identity(object, field),
    ...numbers(field),
    ...values(field),
    ...relationship(field),
    ...queryUse(field),
    calculated: isComputed,
    calculatedFormula: isComputed ? (field.formula?.source ?? null) : null,
    createable: field.createable && editable,
    updateable: field.updateable && editable,
  };
}

/** What a query may do with the field. */
function queryUse(field: FieldSchema) {
  const filterable = !isLong(field);
  const sortable = filterable && field.type !== 'multipicklist';
  return {
    filterable,
    sortable,
    aggregatable: sortable && field.type !== 'boolean',
    groupable: sortable && field.formula === null && !ungroupable.has(field.type),
  };
}

function isLong({ type, length }: FieldSchema): boolean {
  return type === 'address' || (type === 'textarea' && length > 255);
}

/** A standard name that the platform composes isn't called calculated, although it is read-only. */
function isCalculated(field: FieldSchema): boolean {
  return field.formula !== null && field.custom;
}

const constants = {
  aiPredictionField: false,
  controllerName: null,
  dependentPicklist: false,
  deprecatedAndHidden: false,
  displayLocationInDecimal: false,
  encrypted: false,
  filteredLookupInfo: null,
  highScaleNumber: false,
  htmlFormatted: false,
  mask: null,
  maskType: null,
  polymorphicForeignKey: false,
  queryByDistance: false,
  referenceTargetField: null,
  searchPrefilterable: false,
} as const;

function identity(object: ObjectSchema, field: FieldSchema) {
  const { name, label, type, custom, nillable, unique, caseSensitive, externalId } = field;
  return {
    name,
    label,
    type,
    custom,
    unique,
    caseSensitive,
    externalId,
    nillable: nillable && type !== 'boolean',
    autoNumber: field.autoNumberFormat !== null,
    compoundFieldName: compoundOf(object, field),
    defaultedOnCreate: isDefaulted(field),
    extraTypeInfo: extraTypeInfo(field),
    idLookup: name === 'Id' || name === 'Name' || externalId,
    inlineHelpText: field.inlineHelpText,
    nameField: name === 'Name' || (object.kind === 'customMetadata' && name === 'DeveloperName'),
    permissionable: field.permissionable,
    soapType: soapTypes[type] ?? 'xsd:string',
  };
}

/** The compound field that it is a part of; null where it is none. */
export function compoundOf(object: ObjectSchema, { name }: FieldSchema): string | null {
  if (name.endsWith('__c')) return null;
  const compound = object.fields.find(
    ({ compoundPrefix }) => compoundPrefix !== null && name.startsWith(compoundPrefix),
  );
  return compound && compound.name !== name ? compound.name : null;
}

const filledIn = /^(Id|OwnerId|IsDeleted|CreatedDate|CreatedById|LastModified.*|SystemModstamp)$/;

function isDefaulted(field: FieldSchema): boolean {
  return (
    filledIn.test(field.name) ||
    field.type === 'boolean' ||
    field.defaultValue !== null ||
    field.autoNumberFormat !== null
  );
}

function extraTypeInfo({ type, reference, length }: FieldSchema): string | null {
  if (reference?.isMetadataRelationship === true) return 'externallookup';
  return type === 'textarea' && length > 0 ? 'plaintextarea' : null;
}

function numbers({ type, length, precision, scale, digits, formula }: FieldSchema) {
  return {
    // Three bytes a character, as describe counts them.
    byteLength: length * 3,
    length,
    precision,
    scale,
    digits,
    formulaTreatNullNumberAsZero:
      formula?.treatBlanksAs === 'BlankAsZero' && soapTypes[type] === 'xsd:double',
  };
}

const noRelationship = {
  referenceTo: [],
  relationshipName: null,
  relationshipOrder: null,
  cascadeDelete: false,
  restrictedDelete: false,
  writeRequiresMasterRead: false,
  namePointing: false,
} as const;

/**
 * A metadata relationship is described as text that looks something up elsewhere: definitions are no records
 * (type string, extraTypeInfo externallookup, no relationship name).
 */
function relationship({ reference }: FieldSchema) {
  if (reference === null) return noRelationship;
  if (reference.isMetadataRelationship) {
    return { ...noRelationship, type: 'string' as const, soapType: 'xsd:string' };
  }
  return {
    ...noRelationship,
    referenceTo: reference.to,
    relationshipName: reference.relationshipName,
    relationshipOrder: reference.isMasterDetail ? 0 : null,
    cascadeDelete: reference.onDelete === 'Cascade',
    restrictedDelete: reference.onDelete === 'Restrict',
  };
}

function values({ picklist, defaultValue, type }: FieldSchema) {
  const described = {
    picklistValues: picklist?.values.map(picklistValue) ?? [],
    restrictedPicklist: picklist?.restricted === true,
  };
  return type === 'boolean' && (defaultValue === 'true' || defaultValue === 'false')
    ? { ...described, defaultValue: defaultValue === 'true', defaultValueFormula: null }
    : { ...described, defaultValue: null, defaultValueFormula: defaultValue };
}

function picklistValue({ value, label, active, isDefault }: PicklistValue): DescribePicklistValue {
  return { active, defaultValue: isDefault, label, validFor: null, value };
}
