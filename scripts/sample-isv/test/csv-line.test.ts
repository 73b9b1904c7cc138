import fc from 'fast-check';
import { inferSchema, initParser } from 'udsv';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../files/csv-line.ts';

describe('csvLine', () => {
  it('quotes what has to be quoted and nothing else', () => {
    expect(csvLine(['plain', 'a,b', 'say "so"', 'two\nlines', '', 7])).toBe(
      'plain,"a,b","say ""so""","two\nlines",,7',
    );
  });

  it('is read back cell by cell by a parser that is not ours', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 3, maxLength: 3 }), (cells) => {
        const text = `first,second,third\n${csvLine(cells)}\n`;
        expect(initParser(inferSchema(text)).stringArrs(text)).toEqual([cells]);
      }),
    );
  });
});
