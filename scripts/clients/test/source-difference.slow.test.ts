import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differences } from '../scenario/source-difference.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-difference-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function compared(expected: string, actual: string): readonly string[] {
  for (const [name, content] of Object.entries({ expected, actual })) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'A.tab'), content);
  }
  return differences(join(folder, 'expected'), join(folder, 'actual'));
}

const head = '<?xml version="1.0"?>';

describe('Two folders of metadata', () => {
  it('mean the same in another order and layout', () => {
    const one = `${head}<Tab><a>1</a><b><c>2</c><d>3</d></b></Tab>`;
    const other = `${head}\n<Tab>\n  <b>\n    <d>3</d><c>2</c>\n  </b>\n  <a>1</a>\n</Tab>\n`;
    expect(compared(one, other)).toEqual([]);
  });

  it('differ in what one lacks and in what it has besides', () => {
    const one = `${head}<Tab><a>1</a></Tab>`;
    const other = `${head}<Tab><a>2</a></Tab>`;
    expect(compared(one, other)).toEqual(['A.tab lacks <a>1</a>', 'A.tab has besides <a>2</a>']);
  });

  it('differ in a file that is not there', () => {
    expect(compared('x', 'x')).toEqual([]);
    rmSync(join(folder, 'actual/A.tab'));
    expect(differences(join(folder, 'expected'), join(folder, 'actual'))).toEqual([
      'A.tab is missing',
    ]);
  });
});
