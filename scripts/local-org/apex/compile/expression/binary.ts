import type { Code } from '../../run/run.ts';
import type {
  ArithmeticOperator,
  BinaryExpression,
  BinaryOperator,
  BitOperator,
  ComparisonOperator,
  EqualityOperator,
} from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import { typeKey } from '../../types/class-model.ts';
import type { ApexDate } from '../../values/apex-date.ts';
import { identical, looselyEqual, type Numeric } from '../../values/equality.ts';
import { debugTextOf } from '../../values/text.ts';
import { stringType, typeName, type TypeName } from '../../values/type-name.ts';
import { commonType, converted, recordOrNull, withConversion } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { definite, problem, type Typed } from '../typed.ts';
import { calculated, combinedBits, isOrdered, movedDays, numberKinds } from './operators.ts';

const booleanType = typeName('Boolean');

type Compile = (scope: Scope, left: Typed, right: Typed, position: Position) => Typed;

/** `left operator right`. Throws ApexProblemError for types that don't go together. */
export function binary(scope: Scope, { operator, left, right, position }: BinaryExpression): Typed {
  return combined(scope, operator, scope.value(left), scope.value(right), position);
}

/** The same for operands compiled already: compound assignments have them. */
export function combined(
  scope: Scope,
  operator: BinaryOperator,
  left: Typed,
  right: Typed,
  position: Position,
): Typed {
  return compilers[operator](scope, left, right, position);
}

function kindOf(key: string): number {
  return numberKinds.findIndex((each) => each.toLowerCase() === key);
}

type Arithmetic = (operator: ArithmeticOperator, left: Typed, right: Typed) => Typed | undefined;

const joined: Arithmetic = (
  operator,
  { type: first, code: left },
  { type: second, code: right },
) => {
  const isText = [first, second].some((type) => typeKey(type) === 'string');
  if (operator !== '+' || !isText) return undefined;
  const code: Code = (frame) => {
    const text = debugTextOf(left(frame), frame.run);
    return text + debugTextOf(right(frame), frame.run);
  };
  return { type: stringType, code };
};

const sum: Arithmetic = (operator, left, right) => {
  const kinds = [left, right].map(({ type }) => kindOf(typeKey(type)));
  const kind = numberKinds[Math.max(...kinds)];
  if (!kind || kinds.includes(-1)) return undefined;
  const code: Code = (frame) => {
    const values = [left.code(frame), right.code(frame)];
    const [first, second] = values.map((each) => definite(frame, each) as Numeric);
    return calculated(kind, operator, first ?? 0, second ?? 0, frame);
  };
  return { type: typeName(kind), code };
};

/** A Date or Datetime, and days. */
const moved: Arithmetic = (operator, left, right) => {
  const isMoment = ['date', 'datetime'].includes(typeKey(left.type));
  const sign = { '+': 1, '-': -1, '*': 0, '/': 0 }[operator];
  if (!isMoment || sign === 0 || kindOf(typeKey(right.type)) < 0) return undefined;
  const code: Code = (frame) => {
    const moment = left.code(frame);
    const days = definite(frame, right.code(frame)) as Numeric;
    return movedDays(definite(frame, moment) as ApexDate, days, sign);
  };
  return { type: left.type, code };
};

const numbersOnly = 'Arithmetic expressions must use numeric arguments';
const arithmeticRules: Readonly<Record<string, string>> = {
  date: 'Date expressions must use Integer or Long',
  datetime: 'Date/time expressions must use Integer or Double or Decimal',
};

const arithmetic =
  (operator: ArithmeticOperator): Compile =>
  (_scope, left, right, position) => {
    if ([left, right].some(({ type }) => type.name === 'void')) {
      throw problem(position, 'Arithmetic expressions are not allowed on void types');
    }
    const compiled = [joined, sum, moved].map((compile) => compile(operator, left, right));
    const found = compiled.find((each) => each !== undefined);
    if (found) return found;
    throw problem(position, arithmeticRules[typeKey(left.type)] ?? numbersOnly);
  };

const bits =
  (operator: BitOperator): Compile =>
  (_scope, left, right, position) => {
    const keys = [typeKey(left.type), typeKey(right.type)];
    const isBoolean =
      keys.every((key) => key === 'boolean') && !operator.includes('<') && !operator.includes('>');
    const isWhole = keys.every(isWholeKey);
    if (!isBoolean && !isWhole) throw problem(position, bitsRule(operator));
    const code: Code = (frame) => {
      const first = left.code(frame);
      const second = right.code(frame);
      return combinedBits(operator, definite(frame, first), definite(frame, second));
    };
    return { type: keys.some((key) => key === 'long') ? typeName('Long') : left.type, code };
  };

function bitsRule(operator: BitOperator): string {
  return /[<>]/.test(operator)
    ? `${operator} operation can only be applied to Integer or Long types`
    : `${operator} operator can only be applied to Boolean expressions or to Integer or Long expressions`;
}

function isWholeKey(key: string): boolean {
  return key === 'integer' || key === 'long';
}

const comparison =
  (operator: ComparisonOperator): Compile =>
  (scope, left, right, position) => {
    if (!isComparable(left.type, right.type)) throw incompatible(scope, left, right, position);
    const code: Code = (frame) => {
      const first = left.code(frame);
      return isOrdered(operator, first, right.code(frame));
    };
    return { type: booleanType, code };
  };

const orders: Readonly<Record<string, string>> = {
  string: 'text',
  id: 'text',
  date: 'moment',
  datetime: 'moment',
  time: 'time',
};

function isComparable(left: TypeName, right: TypeName): boolean {
  const [first, second] = [left, right].map((type) => {
    const key = typeKey(type);
    return kindOf(key) >= 0 ? 'number' : orders[key];
  });
  if (left.name === 'null' || right.name === 'null')
    return first !== undefined || second !== undefined;
  return first !== undefined && first === second;
}

function incompatible(scope: Scope, left: Typed, right: Typed, position: Position): Error {
  const [first, second] = [left, right].map(({ type }) => scope.table.text(type));
  return problem(position, `Comparison arguments must be compatible types: ${first}, ${second}`);
}

const equality =
  (operator: EqualityOperator): Compile =>
  (scope, left, right, position) => {
    if (!canBeEqual(scope, left.type, right.type)) throw incompatible(scope, left, right, position);
    const isSame = operator.length === 3 ? identical : looselyEqual;
    const isWanted = operator.startsWith('=');
    const [first, second] = sameMoment(left, right);
    const code: Code = (frame) => {
      const one = first(frame);
      return isSame(one, second(frame), frame.run) === isWanted;
    };
    return { type: booleanType, code };
  };

function canBeEqual({ table }: Scope, left: TypeName, right: TypeName): boolean {
  if (table.isAssignable(left, right) || table.isAssignable(right, left)) return true;
  return kindOf(typeKey(left)) >= 0 && kindOf(typeKey(right)) >= 0;
}

/** A Date equals the Datetime of its midnight in GMT. */
function sameMoment(left: Typed, right: Typed): readonly [Code, Code] {
  return [withConversionTo(left, right), withConversionTo(right, left)];
}

function withConversionTo(value: Typed, other: Typed): Code {
  const isDate = typeKey(value.type) === 'date' && typeKey(other.type) === 'datetime';
  return isDate ? withConversion(value.code, value.type, other.type) : value.code;
}

const logical =
  (operator: '&&' | '||'): Compile =>
  (scope, left, right, position) => {
    const first = conditionCode(scope, left, position);
    const second = conditionCode(scope, right, position);
    const isAnd = operator === '&&';
    const code: Code = (frame) =>
      isAnd ? first(frame) && second(frame) : first(frame) || second(frame);
    return { type: booleanType, code };
  };

/** The code of a condition: null is an exception there. */
export function conditionCode(
  scope: Scope,
  typed: Typed,
  position: Position,
): (frame: Parameters<Code>[0]) => boolean {
  if (typeKey(typed.type) !== 'boolean') {
    throw problem(
      position,
      `Condition expression must be of type Boolean: ${scope.table.text(typed.type)}`,
    );
  }
  const { code } = typed;
  return (frame) => definite(frame, code(frame)) === true;
}

const coalescing: Compile = (scope, given, right, position) => {
  const isRecordWanted = right.isQuery !== true && scope.table.isSObject(right.type);
  const left = (isRecordWanted ? recordOrNull(scope.table, given) : undefined) ?? given;
  const type = commonType(scope.table, left.type, right.type);
  if (!type) {
    const [first, second] = [left, right].map((each) => scope.table.text(each.type));
    throw problem(position, `Incompatible types in null coalescing operator: ${first}, ${second}`);
  }
  const first = converted(scope, left, type, position);
  const second = converted(scope, right, type, position);
  return { type, code: (frame) => first(frame) ?? second(frame) };
};

const compilers: Readonly<Record<BinaryOperator, Compile>> = {
  '+': arithmetic('+'),
  '-': arithmetic('-'),
  '*': arithmetic('*'),
  '/': arithmetic('/'),
  '&': bits('&'),
  '|': bits('|'),
  '^': bits('^'),
  '<<': bits('<<'),
  '>>': bits('>>'),
  '>>>': bits('>>>'),
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
  '==': equality('=='),
  '!=': equality('!='),
  '===': equality('==='),
  '!==': equality('!=='),
  '&&': logical('&&'),
  '||': logical('||'),
  '??': coalescing,
};
