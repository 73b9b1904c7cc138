import { ApexDecimal } from './apex-decimal.ts';
import { ApexDouble } from './apex-double.ts';
import { ApexId } from './apex-id.ts';
import { normalizedId } from '../../schema/salesforce-id.ts';
import type { ApexCallbacks } from './apex-value.ts';
import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';

/** `left.equals(right)`, and what Sets, Map keys, List.contains and List.indexOf go by: Strings compare exactly. */
export function equalValues(left: ApexValue, right: ApexValue, run: ApexCallbacks): boolean {
  if (left === right) return true;
  return left instanceof ApexReference && left.equals(right, run);
}

/** The operator `==`: Strings ignore case, numbers of different types compare by value, an Id equals its 15-character text. */
export function looselyEqual(left: ApexValue, right: ApexValue, run: ApexCallbacks): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  return isText(left) || isText(right)
    ? isWrittenAs(left, right)
    : equalBeyondText(left, right, run);
}

function equalBeyondText(left: ApexValue, right: ApexValue, run: ApexCallbacks): boolean {
  if (isNumeric(left) && isNumeric(right)) return comparedNumbers(left, right) === 0;
  return left instanceof ApexReference && left.equals(right, run);
}

function isText(value: ApexValue): value is string {
  return typeof value === 'string';
}

/** At least one of the two is a String. */
function isWrittenAs(left: ApexValue, right: ApexValue): boolean {
  if (isText(right)) return isWritten(left, right);
  return isText(left) && isWritten(right, left);
}

/** Whether a String or an Id is that text. */
function isWritten(value: ApexValue, text: string): boolean {
  if (typeof value === 'string') return equalIgnoringCase(value, text);
  return value instanceof ApexId && value.value === normalizedId(text);
}

/** The operator `===`: the same instance; for values without identity (primitives) the same value. */
export function identical(left: ApexValue, right: ApexValue, run: ApexCallbacks): boolean {
  if (left === right) return true;
  return (
    left instanceof ApexReference &&
    right instanceof ApexReference &&
    left.isPrimitive &&
    left.equals(right, run)
  );
}

export function equalIgnoringCase(left: string, right: string): boolean {
  return left.length === right.length && left.toLowerCase() === right.toLowerCase();
}

export function hashKeyOf(value: ApexValue, run: ApexCallbacks): HashKey {
  return value instanceof ApexReference ? value.hashKey(run) : value;
}

export type Numeric = number | bigint | ApexDouble | ApexDecimal;

export function isNumeric(value: ApexValue): value is Numeric {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof ApexDecimal ||
    value instanceof ApexDouble
  );
}

/** Negative, zero or positive as the left number is smaller, equal or greater; exact across the numeric types. */
export function comparedNumbers(left: Numeric, right: Numeric): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (left instanceof ApexDouble || right instanceof ApexDouble) {
    return doubleOf(left) - doubleOf(right);
  }
  return decimalOf(left).compareTo(decimalOf(right));
}

/** The number as a Decimal: Integer and Long get scale 0, a Double the digits it prints. */
export function decimalOf(value: Numeric): ApexDecimal {
  if (value instanceof ApexDecimal) return value;
  return value instanceof ApexDouble ? value.toDecimal() : new ApexDecimal(BigInt(value), 0);
}

export function doubleOf(value: Numeric): number {
  if (value instanceof ApexDouble) return value.value;
  return value instanceof ApexDecimal ? value.toNumber() : Number(value);
}
