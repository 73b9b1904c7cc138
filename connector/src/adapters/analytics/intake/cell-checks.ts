import type { Cell } from './file-kind.ts';

/** An SQL condition that is true for a bad row, and the SQL text that says what is bad about it. */
export type Problem = readonly [string, string];

const idPattern = "'^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$'";
const countPattern = "'^[0-9]{1,18}(\\.0+)?$'";

/**
 * Ids that can't be ids. A blank one is no problem, it just belongs to nobody; another text is a sign of
 * cells that moved, and then every number of the file is in doubt.
 */
export function badId(cell: Cell, column: string): Problem {
  const id = cell(column);
  return [`NOT regexp_matches(${id}, ${idPattern})`, `'${column} "' || ${id} || '" is not an id'`];
}

/** Counts that aren't whole numbers of 0 or more. */
export function badCount(cell: Cell, column: string): Problem {
  const count = cell(column);
  return [
    `NOT regexp_matches(${count}, ${countPattern})`,
    `'${column} "' || ${count} || '" is not a whole number of 0 or more'`,
  ];
}

/** Rows that can't be placed in time. */
export function badDay(cell: Cell, column: string, day: string, form: string): Problem {
  return [`${day} IS NULL`, `'${column} "' || coalesce(${cell(column)}, '') || '" is not ${form}'`];
}

/** SQL for the instant in a column, as a timestamp in UTC; NULL where the text is none. */
export function sqlInstant(cell: Cell, column: string): string {
  const text = cell(column);
  // Without the pattern, DuckDB would read "24-05-17" as a day of the year 24.
  return `CASE WHEN regexp_matches(${text}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}')
    THEN timezone('UTC', try_cast(${text} AS TIMESTAMPTZ)) END`;
}

/** SQL for the comparable part of an id, '' where it is blank (decision 55). */
export function sqlId(cell: Cell, column: string): string {
  return `coalesce(left(${cell(column)}, 15), '')`;
}

/** SQL for a count, NULL where the cell is blank. */
export function sqlCount(cell: Cell, column: string): string {
  return `try_cast(regexp_replace(${cell(column)}, '\\.0+$', '') AS BIGINT)`;
}
