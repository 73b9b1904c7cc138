import { parsedDateTime } from '../../data/field-value.ts';
import type { FieldType } from '../../schema/object-schema.ts';
import { ApexBlob } from '../values/apex-blob.ts';
import { ApexDate } from '../values/apex-date.ts';
import { ApexDatetime } from '../values/apex-datetime.ts';
import { ApexDecimal } from '../values/apex-decimal.ts';
import { ApexDouble } from '../values/apex-double.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexReference, type ApexValue } from '../values/apex-value.ts';

type Reader = (value: string | number | boolean) => ApexValue;

const asText: Reader = (value) => String(value);
const asDecimal: Reader = (value) => ApexDecimal.parse(String(value));
const asDate: Reader = (value) => {
  const [year = 0, month = 1, day = 1] = String(value).slice(0, 10).split('-').map(Number);
  return ApexDate.of(year, month, day);
};
const asDatetime: Reader = (value) => {
  const moment = parsedDateTime(String(value));
  return moment && new ApexDatetime(moment.getTime());
};

const readers: Readonly<Partial<Record<FieldType, Reader>>> = {
  id: (value) => ApexId.parse(String(value)) ?? String(value),
  reference: (value) => ApexId.parse(String(value)) ?? String(value),
  double: asDecimal,
  currency: asDecimal,
  percent: asDecimal,
  int: (value) => Number(value) | 0,
  long: (value) => BigInt(value),
  boolean: (value) => value === true || value === 'true',
  date: asDate,
  datetime: asDatetime,
  base64: (value) => new ApexBlob(Buffer.from(String(value), 'base64')),
};

/** A field's value as the org gave it, as Apex has it. null for what Apex has no plain value for (a compound address). */
export function apexFieldValue(type: FieldType, value: unknown): ApexValue {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return null;
  }
  return (readers[type] ?? asText)(value);
}

/** A value of Apex as a record input of the org takes it: numbers, ISO dates, plain text. */
export function orgFieldValue(value: ApexValue): string | number | boolean | null {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof ApexReference ? orgReferenceValue(value) : value;
}

function orgReferenceValue(value: ApexReference): string | number {
  if (value instanceof ApexDecimal) return value.toNumber();
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDatetime) return new Date(value.epochMs).toISOString();
  if (value instanceof ApexDate) return value.text();
  if (value instanceof ApexId) return value.value;
  if (value instanceof ApexBlob) return Buffer.from(value.bytes).toString('base64');
  throw new Error(`A field can't hold a ${value.typeName}`);
}
