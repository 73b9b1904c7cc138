import type {
  ConditionWithValueQuery,
  HavingClause,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { UnsupportedError } from '../schema/unsupported-error.ts';
import { malformed } from './soql-error.ts';

/** One comparison of WHERE or HAVING, as the parser gives it, and what joins them. */
export type ConditionTree =
  | { readonly kind: 'condition'; readonly condition: ConditionWithValueQuery }
  | { readonly kind: 'not'; readonly operand: ConditionTree }
  | { readonly kind: 'AND' | 'OR'; readonly operands: readonly ConditionTree[] };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | ConditionWithValueQuery;

/**
 * The parser gives WHERE as a chain of conditions that count their parentheses; this makes a tree of it. SOQL wants
 * parentheses where AND and OR meet: without them the query is refused, as it is by an org.
 */
export function conditionTree(soql: string, clause: WhereClause | HavingClause): ConditionTree {
  const tokens = flattened(clause);
  checkParentheses(tokens);
  let at = 0;
  const unexpected = (token: Token | undefined) => {
    const text = typeof token === 'string' ? token : '';
    return malformed(soql, text, `unexpected token: ${text === '' ? '<EOF>' : `'${text}'`}`);
  };
  const term = (): ConditionTree => {
    const token = tokens[at++];
    if (token === 'NOT') return { kind: 'not', operand: term() };
    if (token === '(') {
      const inner = chain();
      if (tokens[at++] !== ')') throw unexpected(tokens[at - 1]);
      return inner;
    }
    if (token === undefined || typeof token === 'string') throw unexpected(token);
    return { kind: 'condition', condition: token };
  };
  const chain = (): ConditionTree => {
    const operands = [term()];
    const operator = tokens[at];
    if (operator !== 'AND' && operator !== 'OR') return operands[0] ?? term();
    while (tokens[at] === operator) {
      at++;
      operands.push(term());
    }
    return { kind: operator, operands };
  };
  const tree = chain();
  if (at < tokens.length) throw unexpected(tokens[at]);
  return tree;
}

/**
 * The parser checks parentheses itself, so they can differ here only where it has lost some: it drops the middle of
 * `NOT (NOT (NOT …))`. Better to refuse that than to answer another question.
 */
function checkParentheses(tokens: readonly Token[]): void {
  const count = (wanted: '(' | ')') => tokens.filter((token) => token === wanted).length;
  if (count('(') !== count(')')) throw new UnsupportedError('NOT three times in a row in SOQL');
}

interface Link {
  readonly left: (ConditionWithValueQuery & { openParen?: number; closeParen?: number }) | null;
  readonly operator?: string;
  readonly right?: Link;
}

function flattened(clause: WhereClause | HavingClause): readonly Token[] {
  const tokens: Token[] = [];
  const repeat = (token: '(' | ')', times = 0) => {
    for (let time = 0; time < times; time++) tokens.push(token);
  };
  for (let link: Link | undefined = clause; link; link = link.right) {
    const { left, operator } = link;
    repeat('(', left?.openParen);
    if (left && 'operator' in left) {
      tokens.push(left);
      repeat(')', left.closeParen);
    }
    if (operator !== undefined) tokens.push(operator.toUpperCase() as 'AND' | 'OR' | 'NOT');
  }
  return tokens;
}
