/** A text as an SQL literal. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function sqlName(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/**
 * A path to read as an SQL literal. DuckDB takes `*`, `?` and `[` in a path for a pattern and has no
 * switch against it; a set of one character stands for the character itself.
 */
export function sqlPath(path: string): string {
  return sqlText(path.replace(/[*?[]/g, '[$&]'));
}

/** A list of texts as an SQL literal, also where it is empty. */
export function sqlList(values: readonly string[]): string {
  return `[${values.map(sqlText).join(', ')}]::VARCHAR[]`;
}
