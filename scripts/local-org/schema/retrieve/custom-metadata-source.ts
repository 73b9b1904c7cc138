import type { OrgContext } from '../../data/org-context.ts';
import { quoted, type SqlRow, type SqlValue } from '../../data/store.ts';
import type { FieldSchema, FieldType, ObjectSchema } from '../object-schema.ts';
import type { RetrievedComponent } from './retrieved-component.ts';
import { metadataFile, textElement, type WrittenElement } from './xml-text.ts';

const namespaces = {
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
};

/** The records of all Custom Metadata types, as components. */
export function customMetadataRecords(org: OrgContext): readonly RetrievedComponent[] {
  const types = org.schema.objects().filter(({ kind }) => kind === 'customMetadata');
  return types.flatMap((type) =>
    org.store
      .all(
        `SELECT Id, DeveloperName, SystemModstamp FROM ${quoted(type.name)} ORDER BY DeveloperName`,
      )
      .map((row) => {
        const fullName = `${type.name.replace(/__mdt$/, '')}.${String(row.DeveloperName)}`;
        return {
          type: 'CustomMetadata',
          fullName,
          id: String(row.Id),
          fileName: `customMetadata/${fullName}.md`,
          lastModifiedDate: String(row.SystemModstamp),
        };
      }),
  );
}

/** The file of a record: its values as they are now, whoever changed them, each custom field with one. */
export function customMetadataFile(
  org: OrgContext,
  { fullName, id }: RetrievedComponent,
): Uint8Array {
  const type = org.schema.find(`${fullName.split('.')[0] ?? ''}__mdt`);
  const row = type && org.store.get(`SELECT * FROM ${quoted(type.name)} WHERE Id = ?`, id);
  if (!type || !row) throw new Error(`There is no record ${fullName}.`);
  return metadataFile({
    name: 'CustomMetadata',
    attributes: namespaces,
    children: [
      textElement('label', String(row.MasterLabel)),
      textElement('protected', row.IsProtected === 1),
      ...type.fields.filter(({ custom }) => custom).map((field) => values(org, type, field, row)),
    ],
  });
}

function values(
  org: OrgContext,
  type: ObjectSchema,
  field: FieldSchema,
  row: SqlRow,
): WrittenElement {
  const value = shownValue(org, field, row[field.name] ?? null);
  const attributes: Record<string, string> =
    value === null ? { 'xsi:nil': 'true' } : { 'xsi:type': xsdTypes[field.type] ?? 'xsd:string' };
  return {
    name: 'values',
    children: [
      textElement('field', field.name),
      { name: 'value', attributes, ...(value !== null && { text: value }) },
    ],
  };
}

const xsdTypes: Readonly<Partial<Record<FieldType, string>>> = {
  boolean: 'xsd:boolean',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  int: 'xsd:int',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
};

function shownValue(org: OrgContext, field: FieldSchema, value: SqlValue): string | null {
  if (value === null) return null;
  if (field.type === 'boolean') return String(value === 1);
  if (field.reference !== null) return referencedName(org, field, value);
  if (xsdTypes[field.type] !== 'xsd:double') return String(value);
  return Number.isInteger(value) ? `${Number(value)}.0` : String(value);
}

/** Relationships are written by name, however their records are known inside the org. */
function referencedName(
  { store }: OrgContext,
  { reference }: FieldSchema,
  value: SqlValue,
): string | null {
  const [target = ''] = reference?.to ?? [];
  const isDefinition = target === 'EntityDefinition' || target === 'FieldDefinition';
  const [name, key] = isDefinition ? ['QualifiedApiName', 'DurableId'] : ['DeveloperName', 'Id'];
  const row = store.get(`SELECT ${name} AS name FROM ${quoted(target)} WHERE ${key} = ?`, value);
  return row ? String(row.name) : null;
}
