import { FormulaError } from './formula-error.ts';
import { formulaTokens, type FormulaToken } from './formula-tokens.ts';

export type FormulaNode =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly FormulaNode[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: FormulaNode }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: FormulaNode;
      readonly right: FormulaNode;
    };

/** Binary operators from the loosest to the tightest, as "Formula Operators and Functions" orders them. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!='],
  ['<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

const words: Readonly<Record<string, FormulaNode>> = {
  true: { kind: 'boolean', value: true },
  false: { kind: 'boolean', value: false },
  null: { kind: 'null' },
};

/** Syntax tree of a formula. Throws `FormulaError` where it isn't one. */
export function formulaTree(source: string): FormulaNode {
  const reader = new TokenReader(formulaTokens(source));
  const tree = binary(reader, 0);
  reader.expect('end', '');
  return tree;
}

class TokenReader {
  readonly #tokens: readonly FormulaToken[];
  #at = 0;

  constructor(tokens: readonly FormulaToken[]) {
    this.#tokens = tokens;
  }

  get next(): FormulaToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  take(): FormulaToken {
    const token = this.next;
    this.#at++;
    return token;
  }

  takeSymbol(...symbols: readonly string[]): string | undefined {
    if (this.next.kind !== 'symbol' || !symbols.includes(this.next.text)) return undefined;
    return this.take().text;
  }

  expect(kind: FormulaToken['kind'], text: string): void {
    if (this.next.kind === kind && this.next.text === text) this.#at++;
    else throw this.unexpected(text === '' ? 'the end' : `'${text}'`);
  }

  unexpected(wanted: string): FormulaError {
    const found = this.next.kind === 'end' ? 'the end' : `'${this.next.text}'`;
    return new FormulaError(`Syntax error. Found ${found} where ${wanted} was expected`);
  }
}

function binary(reader: TokenReader, level: number): FormulaNode {
  const operators = levels[level];
  if (!operators) return unary(reader);
  let left = binary(reader, level + 1);
  for (;;) {
    const operator = reader.takeSymbol(...operators);
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: binary(reader, level + 1) };
  }
}

function unary(reader: TokenReader): FormulaNode {
  const operator = reader.takeSymbol('-', '+', '!');
  if (operator === undefined) return primary(reader);
  return { kind: 'unary', operator, operand: unary(reader) };
}

function primary(reader: TokenReader): FormulaNode {
  const { kind, text } = reader.next;
  if (reader.takeSymbol('(') !== undefined) {
    const inner = binary(reader, 0);
    reader.expect('symbol', ')');
    return inner;
  }
  if (kind === 'symbol' || kind === 'end') throw reader.unexpected('a value');
  reader.take();
  if (kind === 'name') return named(reader, text);
  return { kind, value: text };
}

function named(reader: TokenReader, name: string): FormulaNode {
  if (reader.takeSymbol('(') !== undefined) {
    return { kind: 'call', name: name.toUpperCase(), args: args(reader) };
  }
  return words[name.toLowerCase()] ?? { kind: 'field', path: name.split('.') };
}

function args(reader: TokenReader): readonly FormulaNode[] {
  if (reader.takeSymbol(')') !== undefined) return [];
  const found = [binary(reader, 0)];
  while (reader.takeSymbol(',') !== undefined) found.push(binary(reader, 0));
  reader.expect('symbol', ')');
  return found;
}
