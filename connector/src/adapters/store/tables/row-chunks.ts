/** Rows a statement: measured as fast as larger ones, and its few megabytes are all that is in memory twice. */
export const rowsPerStatement = 2_000;

/** The rows in parts small enough for one statement each. */
export function* rowChunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    yield rows.slice(start, start + rowsPerStatement);
}

/** One row per key, the last of each: a statement can't insert and then replace the same row. */
export function lastPerKey<Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}
