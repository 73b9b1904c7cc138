import type { DatabaseSync } from 'node:sqlite';
import { normalizedId } from '../schema/salesforce-id.ts';
import { apiDateTime } from './moments.ts';

type Scalar = (...args: never[]) => string | number | null;

/** Text of a number as TEXT() shows it: no exponent, no trailing zeros. */
export function numberText(value: number | null): string {
  if (value === null) return '';
  const plain = String(value);
  if (!plain.includes('e')) return plain;
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

function numberValue(text: string | null): number | null {
  return text !== null && /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : null;
}

function fullMatch(text: string | null, pattern: string): number {
  return new RegExp(`^(?:${pattern})$`, 'u').test(text ?? '') ? 1 : 0;
}

/** Same day so many months on; a last day of a month stays one, as documented for ADDMONTHS. */
function addMonths(date: string | null, months: number | null): string | null {
  if (date === null || months === null) return null;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = (offset: number) => new Date(Date.UTC(year, month + offset, 0)).getUTCDate();
  const shift = Math.trunc(months);
  const target = day === lastDay(0) ? lastDay(shift) : Math.min(day, lastDay(shift));
  return new Date(Date.UTC(year, month - 1 + shift, target)).toISOString().slice(0, 10);
}

function padded(text: string, length: number, filler: string, side: string): string {
  if (text.length >= length) return text.slice(0, Math.max(0, length));
  return side === 'left' ? text.padStart(length, filler) : text.padEnd(length, filler);
}

const pure: Readonly<Record<string, Scalar>> = {
  sf_fold: (text: string | null) => text?.toLowerCase() ?? null,
  sf_upper: (text: string | null) => text?.toUpperCase() ?? null,
  sf_number_text: numberText,
  sf_number_value: numberValue,
  sf_regex: fullMatch,
  sf_pad: padded,
  sf_right: (text: string, length: number) => (length > 0 ? text.slice(-length) : ''),
  sf_id18: (text: string) => normalizedId(text) ?? text,
  sf_add_months: addMonths,
};

/** Adds what SQLite lacks to compute formulas and to compare text in all alphabets. `sf_today` is the UTC day. */
export function addSqlFunctions(database: DatabaseSync, clock: { now(): Date }): void {
  for (const [name, compute] of Object.entries(pure)) {
    database.function(name, { deterministic: true }, compute as (...args: unknown[]) => string);
  }
  database.function('sf_now', () => apiDateTime(clock.now()));
  database.function('sf_today', () => apiDateTime(clock.now()).slice(0, 10));
}
