import type { FieldType } from '../../schema/object-schema.ts';
import { nativeEnum, type NativeType } from '../library/native-type.ts';
import type { ApexEnumValue } from '../values/apex-enum-value.ts';

export const displayType: NativeType = nativeEnum('Schema.DisplayType', [
  'ADDRESS',
  'ANYTYPE',
  'BASE64',
  'BOOLEAN',
  'COMBOBOX',
  'CURRENCY',
  'DATACATEGORYGROUPREFERENCE',
  'DATE',
  'DATETIME',
  'DOUBLE',
  'EMAIL',
  'ENCRYPTEDSTRING',
  'ID',
  'INTEGER',
  'LOCATION',
  'LONG',
  'MULTIPICKLIST',
  'PERCENT',
  'PHONE',
  'PICKLIST',
  'REFERENCE',
  'STRING',
  'TEXTAREA',
  'TIME',
  'URL',
]);

export const soapType: NativeType = nativeEnum('Schema.SoapType', [
  'ADDRESS',
  'ANYTYPE',
  'BASE64BINARY',
  'BOOLEAN',
  'DATE',
  'DATETIME',
  'DOUBLE',
  'ID',
  'INTEGER',
  'LONG',
  'STRING',
  'TIME',
]);

/** The DisplayType of a field; only `int` is called otherwise in Apex. */
export function displayTypeOf(type: FieldType): ApexEnumValue {
  return enumValue(displayType, type === 'int' ? 'INTEGER' : type.toUpperCase());
}

/** From the describe's name: `xsd:string`, `tns:ID`, `urn:address`. */
export function soapTypeOf(describedType: string): ApexEnumValue {
  const name = describedType.slice(describedType.indexOf(':') + 1).toUpperCase();
  return enumValue(soapType, name === 'INT' ? 'INTEGER' : name);
}

function enumValue({ name, values }: NativeType, wanted: string): ApexEnumValue {
  const value = values?.values.find((each) => each.name === wanted);
  if (value) return value;
  throw new Error(`${name} has no value ${wanted}`);
}
