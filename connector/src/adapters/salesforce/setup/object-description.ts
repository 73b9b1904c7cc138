import type { AccountField } from '../../../domain/mapping.ts';
import {
  jsonNumber,
  jsonRecord,
  jsonRecords,
  jsonText,
  type JsonRecord,
} from '../http/json-shape.ts';

/** A field as describe tells it. One that the integration user may not see is not in the description. */
export interface DescribedField extends AccountField {
  /** `sfLma__Package__r` for a lookup; empty otherwise. */
  readonly relationshipName: string;
}

/** What describe tells of an object. */
export interface ObjectDescription {
  readonly name: string;
  /** By name in lower case: mappings and older packages spell names in other cases. */
  readonly fields: ReadonlyMap<string, DescribedField>;
}

export function objectDescription(answer: unknown, purpose: string): ObjectDescription {
  const description = jsonRecord(answer, purpose);
  const fields = jsonRecords(description.fields, purpose).map(describedField);
  return {
    name: jsonText(description.name),
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  };
}

function describedField(field: JsonRecord): DescribedField {
  return {
    name: jsonText(field.name),
    label: jsonText(field.label),
    type: jsonText(field.type).toLowerCase(),
    updateable: field.updateable === true,
    nillable: field.nillable === true,
    calculated: field.calculated === true,
    autoNumber: field.autoNumber === true,
    unique: field.unique === true,
    precision: jsonNumber(field.precision) ?? 0,
    scale: jsonNumber(field.scale) ?? 0,
    digits: jsonNumber(field.digits) ?? 0,
    relationshipName: jsonText(field.relationshipName),
  };
}
