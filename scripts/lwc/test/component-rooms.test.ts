import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roomProblems } from '../component-rooms.ts';

let folder: string;

function write(path: string, text = ''): void {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
const problems = (): readonly string[] =>
  roomProblems(folder).map(
    ({ file, line, rule }) => `${relative(folder, file)}:${String(line)} ${rule}`,
  );

describe('rooms of components', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rooms-'));
    for (const room of ['mapping/lwc/wizard', 'run/lwc/runList', 'shell/lwc/notice']) {
      write(`${room}/${room.split('/')[2] ?? ''}.ts`);
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('meet in shell', () => {
    write('run/lwc/runList/runList.ts', "import { Notice } from 'c/notice';");
    write('shell/lwc/notice/notice.html', '<template><c-run-list></c-run-list></template>');
    expect(problems()).toEqual([]);
  });

  it('do not use each other by import, tag or style', () => {
    write('run/lwc/runList/runList.ts', "\nimport Wizard from 'c/wizard';");
    write('run/lwc/runList/runList.css', "@import 'c/wizard';");
    write('mapping/lwc/wizard/wizard.html', '<template>\n  <c-run-list></c-run-list></template>');
    expect(problems()).toEqual([
      'mapping/lwc/wizard/wizard.html:2 lwc-rooms-meet-in-shell',
      'run/lwc/runList/runList.css:1 lwc-rooms-meet-in-shell',
      'run/lwc/runList/runList.ts:2 lwc-rooms-meet-in-shell',
    ]);
  });

  it('have what is used', () => {
    write('run/lwc/runList/runList.ts', "import { gone } from 'c/gone';");
    expect(problems()).toEqual(['run/lwc/runList/runList.ts:1 lwc-imports-resolve']);
  });
});
