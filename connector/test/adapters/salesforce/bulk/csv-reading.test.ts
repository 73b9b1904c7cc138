import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../../src/adapters/salesforce/bulk/csv-reading.ts';

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let at = 0;
  for (let nth = 0; at < text.length; nth += 1) {
    const size = sizes[nth % sizes.length] ?? 1;
    yield text.slice(at, at + size);
    at += size;
    await Promise.resolve();
  }
}

async function readAll(text: string, sizes: readonly number[] = [7]): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const group of csvRows(pieces(text, sizes))) {
    rows.push(...group.rows.map((row) => [...row]));
  }
  return rows;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const cell = fc
  .array(fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', '😀', ' ', '#N/A', '\t'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

describe('csvRows', () => {
  it('reads what was written, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 2, max: 7 })
          .chain((width) =>
            fc.tuple(
              fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }),
              fc.constant(Array.from({ length: width }, (_, place) => `Column${place}__c`)),
            ),
          ),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async ([rows, columns], sizes, endsWithLine) => {
          const lines = [columns, ...rows].map((row) => row.map(quoted).join(','));
          const text = lines.join('\n') + (endsWithLine ? '\n' : '');
          expect(await readAll(text, sizes)).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells the columns of an empty result', async () => {
    for (const text of ['"Id","Name"\n', '"Id","Name"']) {
      const groups = [];
      for await (const group of csvRows(pieces(text, [3]))) groups.push(group);
      expect(groups[0]?.columns).toEqual(['Id', 'Name']);
      expect(groups.flatMap(({ rows }) => rows)).toEqual([]);
    }
  });

  it('reads cells without quotes', async () => {
    expect(await readAll('Id,Name\n1,a\n2,\n')).toEqual([
      ['1', 'a'],
      ['2', ''],
    ]);
  });
});
