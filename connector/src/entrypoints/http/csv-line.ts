/**
 * One line of a CSV file (RFC 4180). Text is always in quotes and numbers never are, so a cell that holds no text and one
 * that holds NULL are told apart: `""` is empty text, `NULL` without quotes is NULL.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return 'NULL';
  return typeof cell === 'number' ? String(cell) : `"${harmless(cell).replaceAll('"', '""')}"`;
}

/**
 * A spreadsheet takes text that begins with one of these for a formula, and a formula can send what is in the sheet
 * elsewhere (OWASP, CSV Injection). An apostrophe before it makes it text.
 */
const formulaBeginning = /^[=+\-@\t\r\n＝＋－＠]/;

function harmless(text: string): string {
  return formulaBeginning.test(text) ? `'${text}` : text;
}
