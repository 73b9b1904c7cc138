import type { FieldType } from '../schema/object-schema.ts';

/** One value an Apex bind brings into a query. Dates are `2026-11-24`, moments ISO 8601 with a zone. */
export type BoundValue =
  | { readonly type: 'NULL' }
  | { readonly type: 'STRING' | 'DECIMAL' | 'DATE' | 'DATETIME'; readonly text: string }
  | { readonly type: 'BOOLEAN'; readonly text: 'true' | 'false' };

/** Marker → values: one for a plain bind, any number for a list. */
export type BoundValues = ReadonlyMap<string, readonly BoundValue[]>;

/**
 * What stands for a bind in the text of a query: a text literal, so that it may stand wherever a value may, holding a
 * character of Unicode's private use that no query of a person contains. Replacing binds by their values' text instead
 * would parse the query anew for each value and count a list of ids against the query's length.
 */
export function boundMarker(index: number): string {
  return `'\uE000${index}'`;
}

/** A bind's values as literals to compare a field of the type with; undefined for what is no bind. */
export function boundLiterals(
  binds: BoundValues | undefined,
  literal: string,
  type: FieldType,
): { readonly type: string; readonly text: string }[] | undefined {
  return binds?.get(literal)?.map((value) => literalOf(value, type));
}

function literalOf(value: BoundValue, type: FieldType) {
  if (value.type === 'NULL') return { type: 'NULL', text: 'null' };
  const { text } = value;
  if (value.type === 'STRING') {
    return { type: value.type, text: `'${text.replace(/[\\']/g, (each) => `\\${each}`)}'` };
  }
  // Apex turns a Date into midnight GMT, and a Datetime into its day, to compare it with the other kind.
  if (value.type === 'DATE' && type === 'datetime') {
    return { type: 'DATETIME', text: `${text}T00:00:00.000Z` };
  }
  if (value.type === 'DATETIME' && type === 'date')
    return { type: 'DATE', text: text.slice(0, 10) };
  return { type: value.type, text };
}

/** A bind's values as patterns of LIKE; undefined for what is no bind. Blank ones match nothing. */
export function boundPatterns(
  binds: BoundValues | undefined,
  literal: string,
): string[] | undefined {
  const values = binds?.get(literal);
  return values?.flatMap((value) => (value.type === 'NULL' ? [] : [value.text]));
}
