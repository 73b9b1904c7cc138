import type { LocalOrg } from '../../org.ts';

/** The rows of a query nobody's permissions limit, numbers as text too. Throws an Error for a value that is neither. */
export function textRows(org: LocalOrg, soql: string): readonly (readonly (string | null)[])[] {
  const { rows } = org.asSystem(org.administratorId).query(soql);
  return Array.from(rows, (row) => row.map(textOf));
}

function textOf(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new Error(`No text: ${JSON.stringify(value)}`);
}
