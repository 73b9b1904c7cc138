import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvScan } from '../../../../src/adapters/analytics/intake/csv-scan.ts';

function scanned(content: string | Buffer, chunkBytes = 1_000) {
  const bytes = Buffer.from(content);
  const scan = new CsvScan();
  for (let at = 0; at < bytes.length; at += chunkBytes)
    scan.push(bytes.subarray(at, at + chunkBytes));
  return scan.end();
}

/** Written by the book (RFC 4180), apart from the code under test. */
function written(rows: readonly (readonly string[])[], lineEnd: string): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(',') + lineEnd).join('');
}

describe('the scan of a CSV file', () => {
  it('gives the header and the number of rows', () => {
    expect(scanned('a,b\n1,2\n3,4\n')).toEqual({ header: ['a', 'b'], rowCount: 2 });
    expect(scanned('a,b\n')).toEqual({ header: ['a', 'b'], rowCount: 0 });
    expect(scanned('\uFEFF"a", b\r\n1,"2\r\n\r\n,"\r\n\r\n')).toEqual({
      header: ['a', 'b'],
      rowCount: 1,
    });
  });

  it('is the same however the bytes arrive, for whatever the cells hold', () => {
    const text = fc.string({ unit: fc.constantFrom('x', 'é', '😀', ',', '"', '\n', '\r\n', ' ') });
    const rows = fc.array(fc.tuple(text, text, text), { maxLength: 8 });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        (cells, lineEnd, chunkBytes) => {
          const content = written([['a', 'b', 'c'], ...cells], lineEnd);
          expect(scanned(content, chunkBytes)).toEqual({
            header: ['a', 'b', 'c'],
            rowCount: cells.length,
          });
        },
      ),
    );
  });

  it.each([
    ['a,b\n1,2', /no line break/],
    ['a,b', /no line break/],
    ['a,b\r1,2\r', /no line break/],
    ['', /no line break/],
    ['a,b\n1,"2\n', /within a quoted value/],
    ['a,b\n1\n', /Line 2 has 1 cells where the header has 2/],
    ['a,b\n"1\n\n",2\n1,2,3\n', /Line 5 has 3 cells/],
    ['a,b\n1,2,\n', /Line 2 has 3 cells/],
    ['a,b\n1,\0\n', /zero bytes/],
    [`${'x'.repeat(2_000_000)}\n`, /no header/],
  ])('refuses %j', (content, message) => {
    expect(() => scanned(content)).toThrow(message);
  });

  it('notices a cut anywhere but at the end of a row', () => {
    const content = 'a,b,c\n1,"x, ""y""\nz",3\n4,,\n';
    const wholeRows = ['a,b,c\n', 'a,b,c\n1,"x, ""y""\nz",3\n', content].map((text) => text.length);
    for (let length = 1; length <= content.length; length += 1) {
      const scan = () => scanned(content.slice(0, length));
      if (wholeRows.includes(length)) expect(scan).not.toThrow();
      else expect(scan, content.slice(0, length)).toThrow();
    }
  });
});
