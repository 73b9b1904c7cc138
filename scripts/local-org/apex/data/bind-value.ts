import type { BoundValue } from '../../soql/bound-value.ts';
import { ApexDate } from '../values/apex-date.ts';
import { ApexDatetime } from '../values/apex-datetime.ts';
import { ApexDecimal } from '../values/apex-decimal.ts';
import { ApexDouble } from '../values/apex-double.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexMap } from '../values/apex-map.ts';
import { ApexSet } from '../values/apex-set.ts';
import { ApexReference, type ApexCallbacks, type ApexValue } from '../values/apex-value.ts';
import { ApexEnumValue } from '../values/apex-enum-value.ts';
import { textOf } from '../values/text.ts';
import { ApexSObject } from './apex-sobject.ts';

/** What a bind compares with: the elements of a collection, or the one value. */
export function boundValuesOf(run: ApexCallbacks, value: ApexValue): BoundValue[] {
  if (value instanceof ApexList) return value.elements.map((each) => boundValue(run, each));
  if (value instanceof ApexSet) return Array.from(value.values(), (each) => boundValue(run, each));
  if (value instanceof ApexMap) return Array.from(value.keys(), (each) => boundValue(run, each));
  return [boundValue(run, value)];
}

function boundValue(run: ApexCallbacks, value: ApexValue): BoundValue {
  if (value === null) return { type: 'NULL' };
  if (value instanceof ApexReference) return boundReference(run, value);
  switch (typeof value) {
    case 'string':
      return { type: 'STRING', text: value };
    case 'boolean':
      return { type: 'BOOLEAN', text: value ? 'true' : 'false' };
    default:
      return { type: 'DECIMAL', text: String(value) };
  }
}

function boundReference(run: ApexCallbacks, value: ApexReference): BoundValue {
  const number = numberText(value);
  if (number !== null) return { type: 'DECIMAL', text: number };
  // A list of records stands for its ids (Apex Developer Guide, "Using Apex Variables in SOQL and SOSL Queries").
  if (value instanceof ApexSObject) {
    return value.id ? { type: 'STRING', text: value.id.value } : { type: 'NULL' };
  }
  if (value instanceof ApexId) return { type: 'STRING', text: value.value };
  if (value instanceof ApexDate) return { type: 'DATE', text: value.text() };
  if (value instanceof ApexDatetime) {
    return { type: 'DATETIME', text: new Date(value.epochMs).toISOString() };
  }
  if (value instanceof ApexEnumValue) return { type: 'STRING', text: textOf(value, run) };
  throw run.exception('QueryException', `Invalid bind expression type of ${value.typeName}`);
}

function numberText(value: ApexReference): string | null {
  if (value instanceof ApexDecimal) return value.plainText();
  return value instanceof ApexDouble ? String(value.value) : null;
}
