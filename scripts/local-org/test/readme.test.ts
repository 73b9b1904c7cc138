import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const text = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
const start = text.indexOf('| Faithful');
const table = text.slice(start, text.indexOf('\n\n', start));

/** The tests in the last column of the table of what is faithful, as they are written there. */
const named = table
  .split('\n')
  .slice(2)
  .map((line) =>
    [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );

it('names the tests behind everything it calls faithful', () => {
  expect(named.length).toBeGreaterThan(20);
  for (const [line, tests] of named.entries()) expect(tests, `line ${line + 1}`).not.toEqual([]);
});

it.each([...new Set(named.flat())].filter((name) => name?.startsWith('npm run') !== true))(
  'names tests that exist: %s',
  (name = '') => {
    const found = globSync(name.endsWith('/') ? `${name}**/*.test.ts` : name, {
      cwd: import.meta.dirname,
    });
    expect(found).not.toEqual([]);
  },
);
