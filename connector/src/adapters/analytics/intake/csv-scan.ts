import { FileRejection } from './file-rejection.ts';

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const longestHeader = 1_000_000;

/**
 * Walks over the bytes of a CSV file (RFC 4180) and checks its shape: every row has as many cells as the
 * header, every quote is closed, the last line is complete.
 *
 * DuckDB's reader is not trusted with that, strict as it is: it accepts a row with empty cells too many,
 * which is what a name with an unquoted comma makes of a row that ends in empty cells (all cells behind
 * the name move by one), and it can't know that a last line without an end was cut within its last cell.
 * The count of rows is compared with what DuckDB read.
 */
export class CsvScan {
  #quoted = false;
  #cells = 1;
  #blank = true;
  #line = 1;
  #rowCount = -1;
  #expectedCells = 0;
  #endsWithLine = false;
  readonly #headerPieces: Buffer[] = [];
  #header: readonly string[] | undefined;

  /** Takes the next bytes. Throws FileRejection as soon as a row has the wrong shape. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte > comma) {
        this.#blank = false;
        continue;
      }
      if (byte === lineFeed) {
        if (!this.#endLine(chunk.subarray(start, at))) continue;
        start = at + 1;
      } else this.#special(byte);
    }
    this.#endsWithLine = chunk.at(-1) === lineFeed && !this.#quoted;
    if (!this.#header) this.#keepHeader(chunk.subarray(start));
  }

  /** What was seen. Throws FileRejection where the file ends in the middle of a row. */
  end(): { readonly header: readonly string[]; readonly rowCount: number } {
    if (this.#quoted) {
      throw new FileRejection(
        'It ends within a quoted value: the file is cut, or a quote is not closed.',
      );
    }
    if (!this.#endsWithLine || !this.#header) {
      throw new FileRejection(
        'Its last line has no line break, so nothing tells that the file is whole. ' +
          'If it is, end its last line with a line break.',
      );
    }
    return { header: this.#header, rowCount: this.#rowCount };
  }

  #special(byte: number): void {
    if (byte === carriageReturn) return;
    this.#blank = false;
    if (byte === quote) this.#quoted = !this.#quoted;
    else if (byte === comma && !this.#quoted) this.#cells += 1;
    else if (byte === 0) throw new FileRejection('It is not text: it holds zero bytes.');
  }

  /** Whether the line break ends a row, rather than standing within a quoted value. */
  #endLine(rest: Buffer): boolean {
    this.#line += 1;
    if (this.#quoted) return false;
    if (!this.#header) this.#takeHeader(rest);
    else if (!this.#blank) this.#checkCells();
    if (!this.#blank) this.#rowCount += 1;
    this.#cells = 1;
    this.#blank = true;
    return true;
  }

  #checkCells(): void {
    if (this.#cells === this.#expectedCells) return;
    throw new FileRejection(
      `Line ${this.#line - 1} has ${this.#cells} cells where the header has ${this.#expectedCells}.`,
    );
  }

  #takeHeader(rest: Buffer): void {
    this.#keepHeader(rest);
    this.#header = headerCells(Buffer.concat(this.#headerPieces).toString('utf8'));
    this.#expectedCells = this.#cells;
  }

  #keepHeader(piece: Buffer): void {
    this.#headerPieces.push(Buffer.from(piece));
    const length = this.#headerPieces.reduce((sum, each) => sum + each.length, 0);
    if (length > longestHeader)
      throw new FileRejection('It has no header: its first line never ends.');
  }
}

/** The cells of a header, without a byte order mark; quotes only stand around names. */
function headerCells(line: string): readonly string[] {
  const cells = [''];
  let quoted = false;
  for (const character of line.replace(/^\uFEFF/, '')) {
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) cells.push('');
    else cells.push((cells.pop() ?? '') + character);
  }
  return cells.map((cell) => cell.trim());
}
