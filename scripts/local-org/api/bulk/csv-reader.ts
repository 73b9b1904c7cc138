import type { LineEnding } from './csv-format.ts';

/** The CSV can't be read; `line` counts from 1, a quoted line break included. */
export class CsvError extends Error {
  readonly line: number;

  constructor(reason: string, line: number) {
    super(`${reason} (line ${line})`);
    this.name = 'CsvError';
    this.line = line;
  }
}

type Place = 'start' | 'bare' | 'quoted' | 'afterQuote';

/**
 * Reads CSV piece by piece, in memory only the row under way: RFC 4180 with a choice of delimiter, as
 * datafiles_prepare_csv demands. Values are not trimmed, a quote must touch the delimiters, empty lines are skipped.
 */
export class CsvReader {
  /** How the first row ended; null before that. */
  lineEnding: LineEnding | null = null;
  readonly #delimiter: string;
  #place: Place = 'start';
  #value = '';
  #row: string[] = [];
  #line = 1;
  #isFirst = true;
  /** A carriage return that ended the last piece: its line feed may begin the next. */
  #pendingReturn = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows completed by this piece. Throws `CsvError`. */
  push(piece: string): string[][] {
    let text = this.#isFirst ? piece.replace(/^\uFEFF/, '') : piece;
    this.#isFirst = false;
    if (this.#pendingReturn) text = `\r${text}`;
    this.#pendingReturn = text.endsWith('\r');
    const end = this.#pendingReturn ? text.length - 1 : text.length;
    const rows: string[][] = [];
    let at = 0;
    while (at < end) at = this.#step(text, at, end, rows);
    return rows;
  }

  /** The last row, where the file doesn't end with a line break. Throws `CsvError` inside a quoted value. */
  end(): string[][] {
    if (this.#place === 'quoted') throw new CsvError('A quoted value is not closed', this.#line);
    const rows: string[][] = [];
    this.#endRow(rows);
    return rows;
  }

  /** Reads up to the next character that means something, and returns where to go on. */
  #step(text: string, at: number, end: number, rows: string[][]): number {
    if (this.#place === 'quoted') return this.#quoted(text, at, end);
    const character = text.charAt(at);
    if (character === this.#delimiter) return this.#endValue(at);
    if (character === '\n') return this.#lineBreak(rows, 'LF', at + 1);
    if (character === '\r' && text.charAt(at + 1) === '\n')
      return this.#lineBreak(rows, 'CRLF', at + 2);
    if (character === '"') return this.#openQuote(at);
    if (this.#place === 'afterQuote') {
      throw new CsvError(
        'A closing quote is followed by something other than a delimiter',
        this.#line,
      );
    }
    return this.#bare(text, at, end);
  }

  #quoted(text: string, at: number, end: number): number {
    const quote = text.indexOf('"', at);
    const stop = quote === -1 || quote >= end ? end : quote;
    const part = text.slice(at, stop);
    this.#value += part;
    this.#line += part.split('\n').length - 1;
    if (stop < end) this.#place = 'afterQuote';
    return stop + 1;
  }

  /** A quote opens a value, or doubles the one that seemed to close it. */
  #openQuote(at: number): number {
    if (this.#place === 'bare')
      throw new CsvError('A quote stands inside an unquoted value', this.#line);
    if (this.#place === 'afterQuote') this.#value += '"';
    this.#place = 'quoted';
    return at + 1;
  }

  #bare(text: string, at: number, end: number): number {
    let stop = at + 1;
    while (stop < end && !this.#isSpecial(text.charAt(stop))) stop += 1;
    this.#value += text.slice(at, stop);
    this.#place = 'bare';
    return stop;
  }

  #isSpecial(character: string): boolean {
    return (
      character === this.#delimiter || character === '\n' || character === '\r' || character === '"'
    );
  }

  #endValue(at: number): number {
    this.#row.push(this.#value);
    this.#value = '';
    this.#place = 'start';
    return at + 1;
  }

  #lineBreak(rows: string[][], ending: LineEnding, next: number): number {
    this.lineEnding ??= ending;
    this.#line += 1;
    this.#endRow(rows);
    return next;
  }

  #endRow(rows: string[][]): void {
    const isEmptyLine = this.#row.length === 0 && this.#place === 'start';
    if (!isEmptyLine) rows.push([...this.#row, this.#value]);
    this.#row = [];
    this.#value = '';
    this.#place = 'start';
  }
}
