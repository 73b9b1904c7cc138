import type { Finding } from '../finding.ts';
import type { ApexClassFile } from './apex-class-file.ts';
import { auraProblems, isSame } from './aura-methods.ts';
import { codeOnly, lineAt, multiLineTexts } from './parsed-apex.ts';
import { type PlacedProblem, queryProblems } from './query-problems.ts';
import type { ReferenceTargets } from './reference-targets.ts';
import type { StringQuery } from './string-queries.ts';

/** What the classes name and the package lacks, and what the other tools for Apex do not see. */
export function apexFindings(
  classes: readonly ApexClassFile[],
  targets: ReferenceTargets,
  stringQueries: readonly StringQuery[],
): readonly Finding[] {
  const found = classes.flatMap((each) => classFindings(each, targets, stringQueries));
  const builders = new Set(
    classes.filter(({ file }) => queryCalls(file.text).length > 0).map(({ name }) => name),
  );
  const idle = stringQueries
    .filter(({ className }) => !builders.has(className))
    .map(({ className }) => ({
      file: 'scripts/checks/references/string-queries.ts',
      line: undefined,
      rule: 'string query',
      message: `${className} builds no query from texts: delete the entry`,
    }));
  return [...found, ...idle];
}

function classFindings(
  { name, file, tree, syntaxError }: ApexClassFile,
  targets: ReferenceTargets,
  stringQueries: readonly StringQuery[],
): readonly Finding[] {
  const at = (rule: string) => (problem: PlacedProblem) => ({ file: file.path, rule, ...problem });
  if (syntaxError) return [at('syntax')(syntaxError)];
  const isAllowed = stringQueries.some(({ className }) => isSame(className, name));
  return [
    ...queryProblems(tree, targets.schema).map(at('query')),
    ...auraProblems(tree).map(at('aura')),
    ...labelProblems(file.text, targets).map(at('label')),
    ...multiLineTexts(file.text).map((line) =>
      at('multi-line text')({
        line,
        message:
          "write '…' + '…': neither apex-ls nor PMD nor the graph engine reads texts between three quotes",
      }),
    ),
    ...(isAllowed ? [] : queryCalls(file.text)).map((line) =>
      at('string query')({
        line,
        message:
          'write the query between brackets, so that its fields can be checked, or name the class with the reason in scripts/checks/references/string-queries.ts',
      }),
    ),
  ];
}

const queryMethods =
  /\bDatabase\s*\.\s*(?:query|queryWithBinds|countQuery|countQueryWithBinds|getQueryLocator|getQueryLocatorWithBinds)\s*\(\s*(?!\s|\[)/gi;

/** The lines on which a query is made from a text. */
function queryCalls(source: string): readonly number[] {
  const code = codeOnly(source);
  return [...code.matchAll(queryMethods)].map(({ index }) => lineAt(code, index));
}

/** The labels that a class shows, with their lines. */
export function labelUses(source: string): readonly { name: string; line: number }[] {
  const code = codeOnly(source);
  // `label.` in small letters is a variable; a class that shadows Label is not worth a parser.
  return [...code.matchAll(/(?:\bSystem\s*\.\s*|(?<![\w.]))Label\s*\.\s*(\w+)(?!\s*\()/g)].map(
    (match) => ({ name: match[1] ?? '', line: lineAt(code, match.index) }),
  );
}

function labelProblems(source: string, { labels }: ReferenceTargets): readonly PlacedProblem[] {
  return labelUses(source)
    .filter(({ name }) => ![...labels].some((label) => isSame(label, name)))
    .map(({ name, line }) => ({ line, message: `add the label ${name} to CustomLabels` }));
}
