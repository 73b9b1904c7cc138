import type { Frame } from '../../run/run.ts';
import type {
  ArithmeticOperator,
  BitOperator,
  ComparisonOperator,
} from '../../syntax/expression.ts';
import { typeKey } from '../../types/class-model.ts';
import { ApexDate } from '../../values/apex-date.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import type { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexTime } from '../../values/apex-time.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import type { TypeName } from '../../values/type-name.ts';
import {
  comparedNumbers,
  decimalOf,
  doubleOf,
  isNumeric,
  type Numeric,
} from '../../values/equality.ts';

type Operation<Value> = (left: Value, right: Value, frame: Frame) => Value;

function divideByZero({ run }: Frame): Error {
  return run.exception('MathException', 'Divide by 0');
}

const integers: Readonly<Record<ArithmeticOperator, Operation<number>>> = {
  '+': (left, right) => (left + right) | 0,
  '-': (left, right) => (left - right) | 0,
  '*': Math.imul,
  '/': (left, right, frame) => {
    if (right === 0) throw divideByZero(frame);
    return (left / right) | 0;
  },
};

const long = (value: bigint) => BigInt.asIntN(64, value);
const longs: Readonly<Record<ArithmeticOperator, Operation<bigint>>> = {
  '+': (left, right) => long(left + right),
  '-': (left, right) => long(left - right),
  '*': (left, right) => long(left * right),
  '/': (left, right, frame) => {
    if (right === 0n) throw divideByZero(frame);
    return long(left / right);
  },
};

const doubles: Readonly<Record<ArithmeticOperator, Operation<ApexDouble>>> = {
  '+': (left, right) => new ApexDouble(left.value + right.value),
  '-': (left, right) => new ApexDouble(left.value - right.value),
  '*': (left, right) => new ApexDouble(left.value * right.value),
  '/': (left, right, frame) => {
    if (right.value === 0) throw divideByZero(frame);
    return new ApexDouble(left.value / right.value);
  },
};

const decimals: Readonly<Record<ArithmeticOperator, Operation<ApexDecimal>>> = {
  '+': (left, right) => left.plus(right),
  '-': (left, right) => left.minus(right),
  '*': (left, right) => left.times(right),
  '/': (left, right, frame) => {
    const quotient = left.dividedBy(right);
    if (quotient) return quotient;
    throw divideByZero(frame);
  },
};

/** What numbers are calculated as: the widest of both operands' types, a Decimal before a Double. */
export const numberKinds = ['Integer', 'Long', 'Double', 'Decimal'] as const;
export type NumberKind = (typeof numberKinds)[number];

export function isNumber(type: TypeName): boolean {
  return numberKinds.some((kind) => kind.toLowerCase() === typeKey(type));
}

/** `left operator right` for two numbers, which are brought to the kind first. */
export function calculated(
  kind: NumberKind,
  operator: ArithmeticOperator,
  left: Numeric,
  right: Numeric,
  frame: Frame,
): ApexValue {
  switch (kind) {
    case 'Integer':
      return integers[operator](Number(left), Number(right), frame);
    case 'Long':
      return longs[operator](BigInt(left as number), BigInt(right as number), frame);
    case 'Double':
      return doubles[operator](
        new ApexDouble(doubleOf(left)),
        new ApexDouble(doubleOf(right)),
        frame,
      );
    case 'Decimal':
      return decimals[operator](decimalOf(left), decimalOf(right), frame);
  }
}

const dayMs = 86_400_000;

/** A Date or Datetime that many days on. */
export function movedDays(moment: ApexDate | ApexDatetime, days: Numeric, sign: number): ApexValue {
  const count = sign * doubleOf(days);
  if (moment instanceof ApexDate) return moment.plusDays(Math.trunc(count));
  return new ApexDatetime(moment.epochMs + Math.round(count * dayMs));
}

const intBits: Readonly<Record<BitOperator, (left: number, right: number) => number>> = {
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => (left >>> right) | 0,
};

const longBits: Readonly<Record<BitOperator, (left: bigint, right: bigint) => bigint>> = {
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => long(left << (right & 63n)),
  '>>': (left, right) => left >> (right & 63n),
  '>>>': (left, right) => long(BigInt.asUintN(64, left) >> (right & 63n)),
};

/** Bits of Integers and Longs; Booleans have `&`, `|` and `^`. */
export function combinedBits(operator: BitOperator, left: ApexValue, right: ApexValue): ApexValue {
  if (typeof left === 'boolean') return intBits[operator](Number(left), Number(right)) === 1;
  if (typeof left === 'number' && typeof right === 'number') return intBits[operator](left, right);
  return longBits[operator](BigInt(left as number), BigInt(right as number));
}

/**
 * `left < right` and its like. With null, numbers and dates compare as false, and a text is greater than null (Apex
 * Developer Guide, "Expression Operators").
 */
export function isOrdered(
  operator: ComparisonOperator,
  left: ApexValue,
  right: ApexValue,
): boolean {
  const order = orderOf(left, right);
  if (order === undefined) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function orderOf(left: ApexValue, right: ApexValue): number | undefined {
  const texts = [left, right].map(textOf);
  const [first, second] = texts;
  if (first !== undefined || second !== undefined) return textOrder(first, second);
  if (isNumeric(left) && isNumeric(right)) return comparedNumbers(left, right);
  const [from, to] = [momentOf(left), momentOf(right)];
  return from === undefined || to === undefined ? undefined : from - to;
}

function textOf(value: ApexValue): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof ApexId ? value.value : undefined;
}

function textOrder(left: string | undefined, right: string | undefined): number {
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  return left < right ? -1 : Number(left > right);
}

function momentOf(value: ApexValue): number | undefined {
  if (value instanceof ApexDate || value instanceof ApexDatetime) return value.epochMs;
  return value instanceof ApexTime ? value.milliseconds : undefined;
}
