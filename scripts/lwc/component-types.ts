import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { apexTypes } from './apex-types.ts';
import { componentFiles } from './component-sources.ts';
import { customLabels } from './custom-labels.ts';

/** Where the generated declarations are, below the repository's root. */
const folder = 'config/lwc/types/generated';

/**
 * The declarations that the components of a package are checked against: its methods of Apex, its labels, and where
 * `c/…` is, which one pattern of a tsconfig can not say. Text by path, below the working directory.
 */
export async function componentTypes(
  sourceDirectory: string,
): Promise<ReadonlyMap<string, string>> {
  const files: readonly (readonly [string, string])[] = [
    [join(folder, 'apex.d.ts'), apexTypes(await classSources(sourceDirectory))],
    [join(folder, 'labels.d.ts'), labelTypes([...(await customLabels(sourceDirectory)).keys()])],
    [
      join(folder, 'paths.json'),
      JSON.stringify({ compilerOptions: { paths: paths(sourceDirectory) } }),
    ],
  ];
  const options = await resolveConfig(folder, { config: 'config/prettier.json' });
  const written = files.map(
    async ([path, text]) => [path, await format(text, { ...options, filepath: path })] as const,
  );
  return new Map(await Promise.all(written));
}

async function classSources(sourceDirectory: string): Promise<readonly string[]> {
  const names = await readdir(sourceDirectory, { recursive: true });
  const sorted = names
    .filter((name) => name.endsWith('.cls'))
    .sort((one, other) => (basename(one) < basename(other) ? -1 : 1));
  return Promise.all(sorted.map((name) => readFile(join(sourceDirectory, name), 'utf8')));
}

function labelTypes(names: readonly string[]): string {
  const declarations = names.map(
    (name) =>
      `declare module '@salesforce/label/c.${name}' {\n  const label: string;\n  export default label;\n}\n`,
  );
  return `// Written by scripts/build-lwc.ts from the custom labels.\n${declarations.join('')}`;
}

function paths(sourceDirectory: string): Readonly<Record<string, readonly string[]>> {
  const scripts = componentFiles(sourceDirectory).filter(
    ({ bundle, path }) => basename(path) === `${bundle}.ts`,
  );
  return Object.fromEntries<readonly string[]>([
    ['testing/component', ['../../testing/component.ts']],
    ...scripts.map(
      ({ bundle, path }) =>
        [
          `c/${bundle}`,
          [relative(folder, join(dirname(path), `${bundle}.ts`)).replaceAll('\\', '/')],
        ] as const,
    ),
  ]);
}
