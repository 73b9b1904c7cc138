/** One row of a result, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** The text in a column. Throws where there is none: the query and its reader disagree, which is a defect. */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`Column ${column} holds ${typeof value}, not text.`);
}

export function textOrNullIn(row: Row, column: string): string | null {
  return row[column] === null ? null : textIn(row, column);
}

/** The number in a column; counts are far below 2^53, where a number is exact. Throws where there is none. */
export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  throw new TypeError(`Column ${column} holds ${typeof value}, not a number.`);
}
