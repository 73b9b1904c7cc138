import ts from 'typescript';
import type { Finding } from '../finding.ts';
import type { SourceFile } from '../metadata/source-file.ts';
import { lineAt } from './parsed-apex.ts';
import type { ReferenceTargets } from './reference-targets.ts';
import { pathProblem } from './schema-index.ts';

/** Whether a file is a source of a Lightning web component; what its tests import is theirs. */
export function isComponentSource({ path }: SourceFile): boolean {
  return /\/lwc\/[^/]+\/(?!.*__tests__).*\.(?:js|ts|html)$/.test(path);
}

/** What the components import or show and the package lacks. Salesforce says so at deployment only. */
export function componentFindings(
  files: readonly SourceFile[],
  targets: ReferenceTargets,
): readonly Finding[] {
  return files.filter(isComponentSource).flatMap((file) => {
    const uses = file.path.endsWith('.html') ? tagUses(file) : importsOf(file);
    return uses.flatMap(({ name, line }) => {
      const message = importProblem(name, targets);
      return message === undefined
        ? []
        : [{ file: file.path, line, rule: 'component import', message }];
    });
  });
}

interface Use {
  readonly name: string;
  readonly line: number;
}

/** The modules that a script imports. */
export function importsOf({ text }: SourceFile): readonly Use[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName, pos }) => ({
    name: fileName,
    line: lineAt(text, pos),
  }));
}

/** `<c-run-list>` shows the component of `c/runList`. */
function tagUses({ text }: SourceFile): readonly Use[] {
  return [...text.matchAll(/<c-([a-z0-9-]+)/g)].map((match) => ({
    name: `c/${(match[1] ?? '').replaceAll(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase())}`,
    line: lineAt(text, match.index),
  }));
}

type Judgement = (name: string, targets: ReferenceTargets) => string | undefined;

const lacks = (known: ReadonlySet<string>, name: string, message: string): string | undefined =>
  known.has(name) ? undefined : message;

/** One row a kind of import: what follows the prefix must be in the package. */
const judgements: readonly (readonly [prefix: string, judge: Judgement])[] = [
  [
    '@salesforce/apex/',
    (name, { auraMethods }) =>
      lacks(
        auraMethods,
        name,
        `no class of the package offers ${name} as a static @AuraEnabled method`,
      ),
  ],
  [
    '@salesforce/schema/',
    (name, { schema }) => {
      const [object = '', ...path] = name.split('.');
      return pathProblem(schema, object, path.length === 0 ? ['Id'] : path);
    },
  ],
  [
    '@salesforce/label/c.',
    (name, { labels }) => lacks(labels, name, `add the label ${name} to CustomLabels`),
  ],
  [
    '@salesforce/customPermission/',
    (name, { customPermissions }) =>
      lacks(customPermissions, name, `the package has no custom permission ${name}`),
  ],
  [
    '@salesforce/resourceUrl/',
    (name, { staticResources }) =>
      lacks(staticResources, name, `the package has no static resource ${name}`),
  ],
  [
    '@salesforce/messageChannel/',
    (name, { messageChannels }) =>
      lacks(
        messageChannels,
        name.replace(/__c$/, ''),
        `the package has no message channel ${name}`,
      ),
  ],
  ['c/', (name, { bundles }) => lacks(bundles, name, `the package has no component ${name}`)],
];

function importProblem(module: string, targets: ReferenceTargets): string | undefined {
  const row = judgements.find(([prefix]) => module.startsWith(prefix));
  return row?.[1](module.slice(row[0].length), targets);
}
