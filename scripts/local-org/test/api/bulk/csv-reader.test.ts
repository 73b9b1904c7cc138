import fc from 'fast-check';
import { inferSchema, initParser } from 'udsv';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../api/bulk/csv-format.ts';
import { CsvError, CsvReader } from '../../../api/bulk/csv-reader.ts';

function rowsOf(text: string, { delimiter = ',', pieces = [text] } = {}): string[][] {
  const reader = new CsvReader(delimiter);
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

/** The text cut at random places, as a network cuts it. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...ends, text.length].map((end, index) =>
    text.slice(index === 0 ? 0 : ends[index - 1], end),
  );
}

describe('CsvReader', () => {
  it.each([
    [
      'plain rows',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a last row without a line break', 'a\n1', [['a'], ['1']]],
    [
      'quoted delimiters, quotes and line breaks',
      'a,b\n"x, ""y""","1\n2"\n',
      [
        ['a', 'b'],
        ['x, "y"', '1\n2'],
      ],
    ],
    [
      'empty values',
      'a,b,c\n,"",\n',
      [
        ['a', 'b', 'c'],
        ['', '', ''],
      ],
    ],
    [
      'values with spaces, untrimmed',
      'a,b\n x , y\n',
      [
        ['a', 'b'],
        [' x ', ' y'],
      ],
    ],
    ['empty lines, skipped', 'a\n\n1\n\n', [['a'], ['1']]],
    ['a byte order mark, dropped', '\uFEFFa\n1\n', [['a'], ['1']]],
    [
      'carriage returns before line feeds',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
  ])('reads %s', (_name, text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it.each(['`', '^', ',', '|', ';', '\t'])('reads the delimiter %j', (delimiter) => {
    expect(rowsOf(`a${delimiter}b\n1${delimiter}2\n`, { delimiter })).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('says how lines end', () => {
    const reader = new CsvReader(',');
    reader.push('a\r');
    expect(reader.lineEnding).toBeNull();
    reader.push('\nb\n');
    expect(reader.lineEnding).toBe('CRLF');
  });

  it.each([
    ['a quote inside an unquoted value', 'a\nx"y\n', 2],
    ['a space before a quote', 'a,b\n1, "2"\n', 2],
    ['a space after a quote', 'a,b\n"1" ,2\n', 2],
    ['a quote that is never closed', 'a\n"1\n2\n', 4],
  ])('refuses %s and names the line', (_name, text, line) => {
    expect(() => rowsOf(text)).toThrow(CsvError);
    expect(() => rowsOf(text)).toThrow(`(line ${line})`);
  });

  it('reads what csvLine wrote, cut anywhere', () => {
    const value = fc.string({
      unit: fc.constantFrom('a', 'é', '🙂', '"', ',', '\n', '\r', ' ', ''),
    });
    const rows = fc.array(fc.tuple(fc.constant('k'), value, value), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.array(fc.nat()), (written, places) => {
        const format = { lineEnding: 'LF', columnDelimiter: 'COMMA' } as const;
        const text = written.map((row) => csvLine(row, format)).join('');
        expect(rowsOf(text, { pieces: cut(text, places) })).toEqual(written);
      }),
    );
  });

  it('agrees with another reader about files nobody here wrote', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '1') });
    const quoted = value.map((text) => `"${text}, ""${text}""\n"`);
    const row = fc
      .tuple(fc.oneof(value, quoted), fc.oneof(value, quoted))
      .map((cells) => cells.join(','));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (lines) => {
        const text = `x,y\n${lines.join('\n')}\n`;
        const other = initParser(inferSchema(text, { trim: false }));
        expect(rowsOf(text).slice(1)).toEqual(other.stringArrs(text));
      }),
    );
  });
});
