import { FormulaError } from './formula-error.ts';

export interface FormulaToken {
  readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  readonly text: string;
}

const lexicon =
  /(?<space>\s+|\/\*[\s\S]*?\*\/)|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<text>"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(?<name>\$?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?<symbol>&&|\|\||<>|!=|<=|>=|==|[-+*/^&=<>!(),])/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Words of a formula, ended by one token of kind `end`. Text tokens carry the unescaped text, names their dots. */
export function formulaTokens(source: string): readonly FormulaToken[] {
  const tokens: FormulaToken[] = [];
  lexicon.lastIndex = 0;
  while (lexicon.lastIndex < source.length) {
    const at = lexicon.lastIndex;
    const match = lexicon.exec(source);
    if (!match?.groups) {
      throw new FormulaError(`Syntax error. Found '${source.charAt(at)}' at position ${at + 1}`);
    }
    const token = tokenOf(match.groups);
    if (token) tokens.push(token);
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function tokenOf(groups: Record<string, string | undefined>): FormulaToken | undefined {
  if (groups.text !== undefined) return { kind: 'text', text: unescaped(groups.text) };
  for (const kind of ['number', 'name', 'symbol'] as const) {
    const text = groups[kind];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

function unescaped(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character);
}
