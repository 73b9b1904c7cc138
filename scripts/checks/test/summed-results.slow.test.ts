import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'summed-results-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function summed(...outputs: string[]): { status: number | null; lastLine: string | undefined } {
  const files = outputs.map((output, index) => {
    const file = join(folder, String(index));
    writeFileSync(file, output);
    return file;
  });
  const script = join(import.meta.dirname, '../summed-results.ts');
  const { status, stdout } = spawnSync(process.execPath, [script, ...files], { encoding: 'utf8' });
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

describe('The sum of the suites', () => {
  it('adds the last count of each', () => {
    expect(summed('1 passed, 9 failed\n\n12 passed, 0 failed\n', '30 passed, 0 failed')).toEqual({
      status: 0,
      lastLine: '42 passed, 0 failed',
    });
  });

  it('fails where one has failures', () => {
    expect(summed('12 passed, 0 failed', '3 passed, 2 failed, 1 skipped')).toEqual({
      status: 1,
      lastLine: '15 passed, 2 failed',
    });
  });

  it('fails where one ended before it could count', () => {
    expect(summed('12 passed, 0 failed', 'Error: boom')).toEqual({
      status: 1,
      lastLine: '12 passed, 1 failed',
    });
  });
});
