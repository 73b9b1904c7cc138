import type { LiteralContext, WhenLiteralContext } from '@apexdevtools/apex-parser';
import { ApexProblemError } from './apex-problem.ts';
import type { Expression, Literal } from './expression.ts';
import { optional, positionOf } from './parse-tree.ts';
import type { Position } from './position.ts';
import { UnsupportedApexError } from './unsupported-apex-error.ts';

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** The text a String literal stands for; `literal` with its quotes. */
export function stringOf(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (whole: string, code?: string, sign?: string) =>
      code ? String.fromCharCode(parseInt(code, 16)) : (escapes[sign ?? ''] ?? whole),
    );
}

export function lowerLiteral(context: LiteralContext): Literal {
  const position = positionOf(context);
  const text = context.getText();
  if (optional(context.StringLiteral())) return stringLiteral(text, position);
  if (optional(context.IntegerLiteral())) return integerLiteral(text, position);
  if (optional(context.LongLiteral())) return longLiteral(text, position);
  if (optional(context.NumberLiteral())) return numberLiteral(text, position);
  if (optional(context.BooleanLiteral())) {
    return { kind: 'literal', type: 'Boolean', value: text.toLowerCase() === 'true', position };
  }
  if (optional(context.NULL())) return nullLiteral(position);
  throw new UnsupportedApexError('a multi-line string', position);
}

/** A value a `when` lists: a literal or the name of an enum's value. */
export function lowerWhenLiteral(context: WhenLiteralContext): Expression {
  const position = positionOf(context);
  const inner = optional(context.whenLiteral());
  if (inner) return lowerWhenLiteral(inner);
  const text = context.getText();
  if (optional(context.StringLiteral())) return stringLiteral(text, position);
  if (optional(context.NULL())) return nullLiteral(position);
  const name = optional(context.qualifiedName());
  if (name) return pathOf(name.getText().split('.'), position);
  if (optional(context.IntegerLiteral())) return integerLiteral(text, position);
  if (optional(context.LongLiteral())) return longLiteral(text, position);
  throw new UnsupportedApexError('a multi-line string', position);
}

/** `Limits.MOST`: names joined by dots, as the expression they are elsewhere. */
function pathOf(names: readonly string[], position: Position): Expression {
  const [name = '', ...front] = names.toReversed();
  if (front.length === 0) return { kind: 'name', name, position };
  const target = pathOf(front.toReversed(), position);
  return { kind: 'member', target, name, isNullSafe: false, position };
}

function nullLiteral(position: Position): Literal {
  return { kind: 'literal', type: 'Null', value: null, position };
}

function stringLiteral(text: string, position: Position): Literal {
  return { kind: 'literal', type: 'String', value: stringOf(text), position };
}

function integerLiteral(text: string, position: Position): Literal {
  const value = Number(text);
  // 2147483648 is only in range behind a minus, where the lowering of `-` folds it.
  if (value > 2 ** 31) throw new ApexProblemError(position, `Illegal integer`);
  return { kind: 'literal', type: 'Integer', value, position };
}

function longLiteral(text: string, position: Position): Literal {
  return { kind: 'literal', type: 'Long', value: BigInt(text.replace(/l$/i, '')), position };
}

function numberLiteral(text: string, position: Position): Literal {
  if (/d$/i.test(text)) {
    return { kind: 'literal', type: 'Double', value: text.slice(0, -1), position };
  }
  return { kind: 'literal', type: 'Decimal', value: text, position };
}
