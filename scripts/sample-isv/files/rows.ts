/** What a file holds: its columns, and one line of CSV per row. */
export interface Rows {
  readonly columns: readonly string[];
  /** Columns whose values are integers; Parquet stores them as such, CSV knows only text. */
  readonly integerColumns: ReadonlySet<string>;
  readonly lines: Iterable<string>;
}
