import { defaultExpression } from '../../data/default-value.ts';
import { field } from '../field.ts';
import type { FieldSchema, FieldType, PicklistValue, Reference } from '../object-schema.ts';
import { DeployFailure } from './deploy-failure.ts';
import {
  childNamed,
  childrenNamed,
  isTrue,
  numberOf,
  requiredText,
  textOf,
  type XmlElement,
} from './xml-element.ts';

/** Metadata's field types and describe's. What is missing here fails the deploy by name. */
const fieldTypes: Readonly<Record<string, FieldType>> = {
  AutoNumber: 'string',
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  LongTextArea: 'textarea',
  Lookup: 'reference',
  MasterDetail: 'reference',
  MetadataRelationship: 'reference',
  MultiselectPicklist: 'multipicklist',
  Number: 'double',
  Percent: 'percent',
  Phone: 'phone',
  Picklist: 'picklist',
  Text: 'string',
  TextArea: 'textarea',
  Url: 'url',
};

/** Length in characters of a formula that gives text. */
const formulaTextLength = 1300;

const fixedLengths: Readonly<Record<string, number>> = {
  AutoNumber: 30,
  Email: 80,
  Lookup: 18,
  MasterDetail: 18,
  MetadataRelationship: 255,
  MultiselectPicklist: 4099,
  Phone: 40,
  Picklist: 255,
  TextArea: 255,
  Url: 255,
};

/** A `<fields>` element of a custom field as schema. Throws `DeployFailure` for what is missing or unsupported. */
export function fieldOfElement(element: XmlElement): FieldSchema {
  const name = requiredText(element, 'fullName');
  if (!/^[A-Za-z]\w*__c$/.test(name)) {
    throw new DeployFailure(
      `The field name '${name}' must begin with a letter, contain only letters, digits and underscores, and end with __c`,
    );
  }
  const metadataType = requiredText(element, 'type');
  const type = fieldTypes[metadataType];
  if (!type) throw new DeployFailure(`The local org does not support field type ${metadataType}`);
  return field(name, requiredText(element, 'label'), type, {
    ...sizes(element, metadataType),
    ...keys(element),
    ...writability(element, metadataType),
    ...computation(element, metadataType),
    defaultValue: defaultOf(element, type),
    picklist: picklistOf(element, type),
    reference: type === 'reference' ? referenceOf(element, name, metadataType) : null,
    visibleLines: numberOf(element, 'visibleLines') ?? 0,
    inlineHelpText: textOf(element, 'inlineHelpText'),
    description: textOf(element, 'description'),
  });
}

function keys(element: XmlElement) {
  return {
    unique: isTrue(element, 'unique'),
    caseSensitive: isTrue(element, 'caseSensitive'),
    externalId: isTrue(element, 'externalId'),
  };
}

/** A checkbox is never blank and yet not required: it may be left out and hidden. */
function writability(element: XmlElement, metadataType: string) {
  const isMaster = metadataType === 'MasterDetail';
  const isRequired = isMaster || isTrue(element, 'required');
  const isComputed = isFormula(element) || metadataType === 'AutoNumber';
  const isFixed = isMaster && !isTrue(element, 'reparentableMasterDetail');
  return {
    nillable: !isRequired && metadataType !== 'Checkbox',
    permissionable: !isRequired,
    createable: !isComputed,
    updateable: !isComputed && !isFixed,
  };
}

function computation(element: XmlElement, metadataType: string) {
  const source = textOf(element, 'formula');
  return {
    formula: source === null ? null : { source, treatBlanksAs: treatBlanksAs(element) },
    autoNumberFormat: metadataType === 'AutoNumber' ? requiredText(element, 'displayFormat') : null,
  };
}

function isFormula(element: XmlElement): boolean {
  return textOf(element, 'formula') !== null;
}

const numberTypes: ReadonlySet<string> = new Set(['Number', 'Currency', 'Percent']);

function sizes(element: XmlElement, metadataType: string) {
  const computed = isFormula(element);
  if (numberTypes.has(metadataType)) {
    // A formula has all the digits a number can have, unless it says otherwise.
    const [precision, scale] = computed ? [18, 0] : [];
    return {
      precision: requiredNumber(element, 'precision', metadataType, precision),
      scale: requiredNumber(element, 'scale', metadataType, scale),
    };
  }
  if (computed) return { length: metadataType === 'Text' ? formulaTextLength : 0 };
  return { length: fixedLengths[metadataType] ?? givenLength(element, metadataType) };
}

function givenLength(element: XmlElement, metadataType: string): number {
  const hasLength = metadataType === 'Text' || metadataType === 'LongTextArea';
  return hasLength ? requiredNumber(element, 'length', metadataType) : 0;
}

function requiredNumber(
  element: XmlElement,
  name: string,
  metadataType: string,
  fallback?: number,
): number {
  const number = numberOf(element, name) ?? fallback;
  if (number !== undefined) return number;
  throw new DeployFailure(`Must specify '${name}' for a CustomField of type ${metadataType}`);
}

function treatBlanksAs(element: XmlElement): 'BlankAsZero' | 'BlankAsBlank' {
  return textOf(element, 'formulaTreatBlanksAs') === 'BlankAsBlank'
    ? 'BlankAsBlank'
    : 'BlankAsZero';
}

function defaultOf(element: XmlElement, type: FieldType): string | null {
  const source = textOf(element, 'defaultValue');
  if (source !== null) defaultExpression(source);
  else if (type === 'boolean' && textOf(element, 'formula') === null) {
    throw new DeployFailure("Must specify 'defaultValue' for a CustomField of type Checkbox");
  }
  return source;
}

function picklistOf(element: XmlElement, type: FieldType): FieldSchema['picklist'] {
  if (type !== 'picklist' && type !== 'multipicklist') return null;
  const set = childNamed(element, 'valueSet');
  const definition = set && childNamed(set, 'valueSetDefinition');
  if (!definition) {
    throw new DeployFailure(
      'The local org supports picklists with a valueSetDefinition of their own only',
    );
  }
  return {
    restricted: isTrue(set, 'restricted'),
    values: childrenNamed(definition, 'value').map(picklistValue),
  };
}

function picklistValue(element: XmlElement): PicklistValue {
  const value = requiredText(element, 'fullName');
  return {
    value,
    label: textOf(element, 'label') ?? value,
    active: textOf(element, 'isActive') !== 'false',
    isDefault: isTrue(element, 'default'),
  };
}

function referenceOf(element: XmlElement, name: string, metadataType: string): Reference {
  const target = requiredText(element, 'referenceTo');
  const children = textOf(element, 'relationshipName');
  const controlling = textOf(element, 'metadataRelationshipControllingField');
  return {
    to: [target],
    relationshipName: name.replace(/c$/, 'r'),
    childRelationshipName: children === null ? null : `${children}__r`,
    onDelete: onDelete(element, metadataType),
    isMasterDetail: metadataType === 'MasterDetail',
    isMetadataRelationship: target === 'EntityDefinition' || target === 'FieldDefinition',
    controllingField: controlling?.split('.').at(-1) ?? null,
  };
}

function onDelete(element: XmlElement, metadataType: string): Reference['onDelete'] {
  if (metadataType === 'MasterDetail') return 'Cascade';
  const constraint = textOf(element, 'deleteConstraint') ?? 'SetNull';
  if (constraint === 'SetNull' || constraint === 'Cascade' || constraint === 'Restrict')
    return constraint;
  throw new DeployFailure(`'${constraint}' is not a valid value for the enum 'DeleteConstraint'`);
}
