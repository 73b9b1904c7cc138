import { ApexDecimal } from '../values/apex-decimal.ts';
import { ApexDouble } from '../values/apex-double.ts';
import { decimalOf, type Numeric } from '../values/equality.ts';
import type { NativeRun } from './native-run.ts';

/** `1,234.5`: at most three digits after the point, as the locale en_US of every user here. */
export function localeNumber(value: Numeric): string {
  const decimal = decimalOf(value);
  const [whole = '0', fraction] = (decimal.withScale(3, 'HALF_EVEN') ?? decimal)
    .strippedTo(0)
    .plainText()
    .split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const bounds = { Integer: 2n ** 31n, Long: 2n ** 63n };

/** The whole number a text writes. Throws TypeException "Invalid integer: abc". */
export function parsedWhole(run: NativeRun, text: string, type: 'Integer' | 'Long'): bigint {
  const trimmed = text.trim();
  const value = /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed.replace('+', '')) : null;
  if (value !== null && value >= -bounds[type] && value < bounds[type]) return value;
  throw run.exception('TypeException', `Invalid ${type.toLowerCase()}: ${text}`);
}

/** Throws TypeException "Invalid decimal: abc". */
export function parsedDecimal(run: NativeRun, text: string): ApexDecimal {
  const value = ApexDecimal.parse(text.trim());
  if (value) return value;
  throw run.exception('TypeException', `Invalid decimal: ${text}`);
}

/** Throws TypeException "Invalid double: abc". */
export function parsedDouble(run: NativeRun, text: string): ApexDouble {
  const value = ApexDecimal.parse(text.trim());
  if (value) return new ApexDouble(value.toNumber());
  throw run.exception('TypeException', `Invalid double: ${text}`);
}

/** Wrapped to 32 bits, as Java narrows. */
export function int32(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

export function int64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** A result that must exist: null stands for a division by zero or lost digits under RoundingMode.UNNECESSARY. */
export function definite<T>(run: NativeRun, value: T | null, problem: string): T {
  if (value !== null) return value;
  throw run.exception('MathException', problem);
}
