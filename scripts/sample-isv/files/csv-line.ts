/** One line of CSV as RFC 4180 has it, without the line end. Cells are quoted only where they must be. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells.map(quotedIfNeeded).join(',');
}

function quotedIfNeeded(cell: string | number): string | number {
  if (typeof cell === 'number' || !/[",\r\n]/.test(cell)) return cell;
  return `"${cell.replaceAll('"', '""')}"`;
}
