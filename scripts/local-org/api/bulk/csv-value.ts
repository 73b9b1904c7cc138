import type { FieldType } from '../../schema/object-schema.ts';
import type { FieldValue } from '../../soql/query-result.ts';

const doubles: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent']);

/**
 * A value as the CSV of a Bulk query has it: nothing for null, `2026-11-24T10:00:00.000Z` for a datetime, and
 * numbers with decimals the way Java prints them, `25.0` and `1.2345678E7`.
 */
export function csvValue(value: FieldValue, type: FieldType): string {
  if (value === null) return '';
  if (typeof value === 'number') return doubles.has(type) ? javaDouble(value) : String(value);
  if (typeof value === 'object') throw new Error(`A value of type ${type} has no place in a CSV.`);
  return type === 'datetime' ? String(value).replace(/\+0000$/, 'Z') : String(value);
}

/** `Double.toString`: decimal from 0.001 up to 10,000,000, scientific beyond. */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return withDecimal(String(value));
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return `${withDecimal(mantissa)}E${Number(exponent)}`;
}

function withDecimal(number: string): string {
  return number.includes('.') ? number : `${number}.0`;
}
