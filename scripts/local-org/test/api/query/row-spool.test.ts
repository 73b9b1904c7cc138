import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RowSpool } from '../../../api/query/row-spool.ts';

let folder: string;
let spool: RowSpool;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'row-spool-test-'));
  spool = new RowSpool(join(folder, 'rows'));
});

afterEach(() => {
  if (existsSync(join(folder, 'rows'))) spool.delete();
  rmSync(folder, { recursive: true });
});

function fill(rows: readonly string[]): void {
  for (const row of rows) spool.append(row);
  spool.finish();
}

describe('RowSpool', () => {
  it('reads any range, as often as asked', () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, index) => `row ${index} ${'ü'.repeat(index % 97)}\n`,
    );
    fill(rows);
    expect(spool.read(0, 3)).toEqual(rows.slice(0, 3));
    expect(spool.read(4_998, 10)).toEqual(rows.slice(4_998));
    expect(spool.read(1_234, 500)).toEqual(rows.slice(1_234, 1_734));
    expect(spool.read(1_234, 500)).toEqual(rows.slice(1_234, 1_734));
  });

  it('streams the bytes of a range', async () => {
    fill(['one\n', '', 'zwölf\n', 'three\n']);
    const stream = spool.stream(1, 2);
    expect(stream && (await text(stream))).toBe('zwölf\n');
  });

  it('has no stream for an empty range', () => {
    fill(['one']);
    expect(spool.stream(1, 10)).toBeNull();
    expect(spool.read(1, 10)).toEqual([]);
  });

  it('leaves no file behind', () => {
    fill(['one']);
    spool.delete();
    expect(readdirSync(folder)).toEqual([]);
  });
});
