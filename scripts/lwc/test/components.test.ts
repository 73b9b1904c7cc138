import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compileProblems } from '../compile-problems.ts';
import { customLabels } from '../custom-labels.ts';
import { emitComponents } from '../emit-components.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lwc-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

const script = `import { LightningElement, api } from 'lwc';
export default class RunList extends LightningElement {
  @api rows: readonly string[] = [];
  private count?: number;
}
`;

it('emits scripts without types and with their decorators, tests left out', () => {
  write('run/lwc/runList/runList.ts', script);
  write('run/lwc/runList/__tests__/runList.test.ts', 'const text: string = "";');
  expect(emitComponents(folder)).toEqual([join(folder, 'run/lwc/runList/runList.js')]);
  const emitted = readFileSync(join(folder, 'run/lwc/runList/runList.js'), 'utf8');
  expect(emitted).toMatch(/@api\s+rows = \[\];/);
  expect(emitted).not.toContain('private');
});

it('finds what the compiler of LWC refuses', () => {
  write('run/lwc/runList/runList.ts', script);
  write('run/lwc/runList/runList.html', '<template><p>{rows}</p></template>');
  expect(compileProblems(folder)).toEqual([]);
  write(
    'run/lwc/runList/runList.html',
    '<template><p onclick="now()">{rows.length()}</p></template>',
  );
  const [problem] = compileProblems(folder);
  expect(problem?.file).toBe(join(folder, 'run/lwc/runList/runList.html'));
});

it('reads labels as Salesforce shows them', async () => {
  const label = (name: string, value: string) =>
    `<labels><fullName>${name}</fullName><value>${value}</value></labels>`;
  write(
    'CustomLabels.labels-meta.xml',
    `<CustomLabels>${label('Two', 'a &amp;lt; b')}${label('One', '&quot;x&quot;')}</CustomLabels>`,
  );
  expect([...(await customLabels(folder))]).toEqual([
    ['One', '"x"'],
    ['Two', 'a &lt; b'],
  ]);
});
