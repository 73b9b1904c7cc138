import type { FieldSchema, FieldType, PicklistValue, Reference } from './object-schema.ts';

type FieldDetails = Partial<Omit<FieldSchema, 'name' | 'label' | 'type'>>;

/** A field with everything not given at its plainest: optional, writable, under field-level security. */
export function field(
  name: string,
  label: string,
  type: FieldType,
  details: FieldDetails = {},
): FieldSchema {
  return {
    name,
    label,
    type,
    length: 0,
    precision: 0,
    scale: 0,
    digits: 0,
    custom: name.endsWith('__c'),
    nillable: true,
    unique: false,
    caseSensitive: false,
    externalId: false,
    createable: true,
    updateable: true,
    permissionable: true,
    autoNumberFormat: null,
    formula: null,
    defaultValue: null,
    picklist: null,
    reference: null,
    compoundPrefix: null,
    visibleLines: 0,
    inlineHelpText: null,
    description: null,
    durableId: name,
    ...details,
  };
}

/** A field the platform fills in: nobody writes it, whoever reads the object sees it. */
export function systemField(
  name: string,
  label: string,
  type: FieldType,
  details: FieldDetails = {},
): FieldSchema {
  return field(name, label, type, {
    createable: false,
    updateable: false,
    permissionable: false,
    ...details,
  });
}

export function text(
  name: string,
  label: string,
  length: number,
  details: FieldDetails = {},
): FieldSchema {
  return field(name, label, 'string', { length, ...details });
}

export function checkbox(name: string, label: string, details: FieldDetails = {}): FieldSchema {
  return field(name, label, 'boolean', { nillable: false, defaultValue: 'false', ...details });
}

export function number(
  name: string,
  label: string,
  precision: number,
  scale: number,
  details: FieldDetails = {},
): FieldSchema {
  return field(name, label, 'double', { precision, scale, ...details });
}

/** Standard picklists accept any value unless `restricted` is given, as in an org. */
export function picklist(
  name: string,
  label: string,
  values: readonly string[],
  details: FieldDetails & { readonly restricted?: boolean } = {},
): FieldSchema {
  const { restricted = false, ...rest } = details;
  return field(name, label, 'picklist', {
    length: 255,
    picklist: { values: values.map(picklistValue), restricted },
    ...rest,
  });
}

function picklistValue(value: string): PicklistValue {
  return { value, label: value, active: true, isDefault: false };
}

/** `children` is the name of the children in SOQL, null when they have none. */
export function lookup(
  name: string,
  label: string,
  to: string,
  children: string | null,
  details: Omit<FieldDetails, 'reference'> & { readonly reference?: Partial<Reference> } = {},
): FieldSchema {
  const { reference, ...rest } = details;
  const isCustom = name.endsWith('__c');
  return field(name, label, 'reference', {
    length: 18,
    reference: {
      to: [to],
      relationshipName: isCustom ? name.replace(/c$/, 'r') : name.replace(/Id$/, ''),
      childRelationshipName: children,
      onDelete: 'SetNull',
      isMasterDetail: false,
      isMetadataRelationship: false,
      controllingField: null,
      ...reference,
    },
    ...rest,
  });
}

/** A formula field. Its type is the type of its result. */
export function formula(
  name: string,
  label: string,
  type: FieldType,
  source: string,
  details: FieldDetails = {},
): FieldSchema {
  return field(name, label, type, {
    createable: false,
    updateable: false,
    formula: { source, treatBlanksAs: 'BlankAsBlank' },
    ...details,
  });
}
