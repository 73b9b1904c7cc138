import {
  documentsOf,
  type FieldModel,
  type MetadataDocument,
  type PackageModel,
} from '../package-model.ts';
import { childrenNamed, textAt, type XmlElement } from '../xml-element.ts';
import type { Rule } from './rule.ts';

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';
const schemaTypes = 'http://www.w3.org/2001/XMLSchema';

/** How a value of a field's type is written in a custom metadata record; text is the rest. */
const valueTypes: Readonly<Record<string, string>> = {
  Checkbox: 'xsd:boolean',
  Number: 'xsd:double',
  Percent: 'xsd:double',
  Date: 'xsd:date',
  DateTime: 'xsd:dateTime',
};

const lexicalForms: Readonly<Record<string, RegExp>> = {
  'xsd:boolean': /^(true|false)$/,
  'xsd:double': /^-?\d+(\.\d+)?$/,
  'xsd:date': /^\d{4}-\d\d-\d\d$/,
  'xsd:dateTime': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
};

/** Custom metadata records say what the fields of their type can hold. */
export const recordValuesFit: Rule = (model) =>
  documentsOf(model, 'CustomMetadata').flatMap((record) =>
    recordProblems(model, record).map((message) => ({ file: record.path, message })),
  );

function recordProblems(model: PackageModel, { name, root }: MetadataDocument): readonly string[] {
  // `Type.Record`, the type without its suffix.
  const typeName = `${name.split('.', 1)[0] ?? ''}__mdt`;
  const type = model.objects.get(typeName);
  if (!type) return [`the package has no custom metadata type ${typeName}`];

  const values = childrenNamed(root, 'values');
  const given = new Set(
    values.filter(({ children }) => !children.some(isNil)).map((each) => textAt(each, 'field')),
  );
  const missing = [...type.fields.values()]
    .filter((field) => field.required && !given.has(field.name))
    .map((field) => `${field.name} is required`);
  return [
    ...namespaceProblems(root),
    ...missing,
    ...values.flatMap((each) => valueProblems(type.fields, each)),
  ];
}

function namespaceProblems({ attributes }: XmlElement): readonly string[] {
  return attributes['xmlns:xsi'] === schemaInstance && attributes['xmlns:xsd'] === schemaTypes
    ? []
    : [`declare xmlns:xsi="${schemaInstance}" and xmlns:xsd="${schemaTypes}"`];
}

function valueProblems(
  fields: ReadonlyMap<string, FieldModel>,
  entry: XmlElement,
): readonly string[] {
  const name = textAt(entry, 'field') ?? '';
  const field = fields.get(name);
  if (!field) return [`the type has no field ${name}`];
  const value = entry.children.find((child) => child.name === 'value');
  if (!value || isNil(value)) return [];

  return [...typeProblems(field, value), ...contentProblems(field, value.text)];
}

function typeProblems(field: FieldModel, value: XmlElement): readonly string[] {
  const expected = valueTypes[field.type] ?? 'xsd:string';
  const actual = value.attributes['xsi:type'] ?? 'absent';
  if (actual !== expected) return [`${field.name}: xsi:type is ${actual} and must be ${expected}`];
  return lexicalForms[expected]?.test(value.text) === false
    ? [`${field.name}: '${value.text}' is not an ${expected}`]
    : [];
}

function contentProblems(field: FieldModel, text: string): readonly string[] {
  if (field.type === 'Picklist' && !field.picklistValues.includes(text)) {
    return [`${field.name}: '${text}' is none of ${field.picklistValues.join(', ')}`];
  }
  const length = Number(textAt(field.root, 'length') ?? Infinity);
  return text.length > length ? [`${field.name}: ${text.length} characters, ${length} fit`] : [];
}

function isNil(element: XmlElement): boolean {
  return element.attributes['xsi:nil'] === 'true';
}
