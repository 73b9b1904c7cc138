import { boundMarker } from '../../soql/bound-value.ts';

/** Where a bind stands in a query: `:` at `start`, `end` behind the expression's last character. */
export interface BindPosition {
  readonly start: number;
  readonly end: number;
}

/** How a bind enters the query: as values to compare with, or as the number of LIMIT and OFFSET. */
export interface QueryBind {
  readonly kind: 'values' | 'number';
  readonly index: number;
}

/** A query cut at its binds and freed of what changes nothing here. */
export interface QueryText {
  /** One part more than binds. */
  readonly parts: readonly string[];
  readonly binds: readonly QueryBind[];
  /** ALL ROWS: records in the recycle bin count. */
  readonly allRows: boolean;
}

/**
 * Takes a query of Apex apart. FOR UPDATE goes, because the org has one writer and so every row is locked for it anyway;
 * ALL ROWS becomes an option, because the API's grammar doesn't know it.
 */
export function queryText(soql: string, positions: readonly BindPosition[]): QueryText {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of positions) {
    parts.push(soql.slice(from, start));
    from = end;
  }
  const tail = soql.slice(from);
  const shortened = tail.replace(/\s+ALL\s+ROWS\s*$/i, '').replace(/\s+FOR\s+UPDATE\s*$/i, '');
  return {
    parts: [...parts, shortened],
    binds: parts.map((before, index) => ({
      kind: /\b(LIMIT|OFFSET)\s*$/i.test(before) ? 'number' : 'values',
      index,
    })),
    allRows: /\s+ALL\s+ROWS\s*$/i.test(tail),
  };
}

/** The query with markers for values; `number` gives the digits of a bind after LIMIT or OFFSET. */
export function filledQuery(query: QueryText, number: (index: number) => string): string {
  return query.parts
    .map((part, at) => {
      const bind = query.binds[at];
      if (!bind) return part;
      if (bind.kind === 'number') return part + number(bind.index);
      const marker = boundMarker(bind.index);
      return part + (/\b(IN|INCLUDES|EXCLUDES)\s*$/i.test(part) ? `(${marker})` : marker);
    })
    .join('');
}

/** Binds of a query in text, `:name`, with their names; text literals are passed over. Throws for `:a.b`, as an org does. */
export function textBinds(
  soql: string,
): { readonly name: string; readonly position: BindPosition }[] {
  const bare = soql.replace(/'(?:[^'\\]|\\[\s\S])*'/g, (literal) => ' '.repeat(literal.length));
  // A date literal's count (LAST_N_DAYS:3) and a moment's colons are followed by digits.
  return Array.from(bare.matchAll(/:\s*([A-Za-z_][\w.]*)/g), (match) => ({
    name: match[1] ?? '',
    position: { start: match.index, end: match.index + match[0].length },
  }));
}
