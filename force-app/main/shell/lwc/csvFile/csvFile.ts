export type Cell = string | number | null;

/** With which a spreadsheet takes a cell for a formula, and runs it (OWASP, CSV injection). */
const formulaBeginning = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * The rows as a CSV file (RFC 4180). Text is in quotes and numbers are not, and NULL is the word without quotes: so it
 * is neither 0 nor an empty text.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (typeof cell === 'number') return String(cell);
  const harmless = formulaBeginning.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Gives the browser's user a CSV file to keep. */
export function offerCsv(name: string, text: string): void {
  const link = document.createElement('a');
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
