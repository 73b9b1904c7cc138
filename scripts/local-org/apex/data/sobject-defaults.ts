import type { FieldSchema } from '../../schema/object-schema.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { apexFieldValue } from './field-conversion.ts';
import type { ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';

/** Fills in the defaults `newSObject(null, true)` loads: picklist defaults, and plain values of default formulas. */
export function withDefaults(run: DataRun, record: ApexSObject): ApexSObject {
  for (const field of record.type.object.fields) {
    const value = field.createable ? loadedDefault(run, field) : null;
    if (value !== null) record.values.set(field.name, value);
  }
  return record;
}

function loadedDefault(run: DataRun, field: FieldSchema): ApexValue {
  const listed = field.picklist?.values.find(({ isDefault }) => isDefault);
  if (listed) return listed.value;
  if (field.defaultValue === null) return null;
  const quoted = /^"([^"]*)"$/.exec(field.defaultValue)?.[1];
  if (quoted !== undefined) return apexFieldValue(field.type, quoted);
  if (/^(true|false|-?[\d.]+)$/.test(field.defaultValue))
    return apexFieldValue(field.type, field.defaultValue);
  throw run.unsupported(
    `loading the default formula of the field ${field.name}: ${field.defaultValue}`,
  );
}
