import { ApexDecimal } from '../values/apex-decimal.ts';
import { ApexDouble } from '../values/apex-double.ts';
import { comparedNumbers, type Numeric } from '../values/equality.ts';
import { absolute, type RoundingMode } from '../values/rounding-mode.ts';
import { nativeType, staticMethod, type NativeMethod, type NativeType } from './native-type.ts';
import type { NativeRun } from './native-run.ts';
import { int32, int64 } from './number-format.ts';

const pick = (a: Numeric, b: Numeric, sign: number) => (comparedNumbers(a, b) * sign >= 0 ? a : b);

/** min, max for each of the numeric types: the answer has the type of the arguments. */
const extremes: readonly NativeMethod[] = ['Integer', 'Long', 'Double', 'Decimal'].flatMap(
  (type) => [
    staticMethod(`${type} max(${type} a, ${type} b)`, (_run, a: Numeric, b: Numeric) =>
      pick(a, b, 1),
    ),
    staticMethod(`${type} min(${type} a, ${type} b)`, (_run, a: Numeric, b: Numeric) =>
      pick(a, b, -1),
    ),
  ],
);

const ofDouble: Readonly<Record<string, (value: number) => number>> = {
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  cbrt: Math.cbrt,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
  rint: halfEven,
  signum: Math.sign,
};

/** Each exists for Double and for Decimal; the Decimal one computes in Double as well. */
const functions: readonly NativeMethod[] = Object.entries(ofDouble).flatMap(([name, compute]) => [
  staticMethod(
    `Double ${name}(Double x)`,
    (_run, x: ApexDouble) => new ApexDouble(compute(x.value)),
  ),
  staticMethod(`Decimal ${name}(Decimal x)`, (run, x: ApexDecimal) =>
    decimal(run, compute(x.toNumber())),
  ),
]);

const roundings: readonly NativeMethod[] = (
  [
    ['ceil', 'CEILING'],
    ['floor', 'FLOOR'],
  ] as const
).flatMap(([name, mode]) => [
  staticMethod(
    `Double ${name}(Double x)`,
    (_run, x: ApexDouble) =>
      new ApexDouble(name === 'ceil' ? Math.ceil(x.value) : Math.floor(x.value)),
  ),
  staticMethod(`Decimal ${name}(Decimal x)`, (_run, x: ApexDecimal) => whole(x, mode)),
]);

/** System.Math. */
export const mathType: NativeType = nativeType('System.Math', [
  ...extremes,
  ...functions,
  ...roundings,
  staticMethod('Integer abs(Integer x)', (_run, x: number) => Math.abs(x) | 0),
  staticMethod('Long abs(Long x)', (_run, x: bigint) => int64(absolute(x))),
  staticMethod('Double abs(Double x)', (_run, x: ApexDouble) => new ApexDouble(Math.abs(x.value))),
  staticMethod(
    'Decimal abs(Decimal x)',
    (_run, x: ApexDecimal) => new ApexDecimal(absolute(x.unscaled), x.scale),
  ),
  staticMethod(
    'Double atan2(Double x, Double y)',
    (_run, x: ApexDouble, y: ApexDouble) => new ApexDouble(Math.atan2(x.value, y.value)),
  ),
  staticMethod('Decimal atan2(Decimal x, Decimal y)', (run, x: ApexDecimal, y: ApexDecimal) =>
    decimal(run, Math.atan2(x.toNumber(), y.toNumber())),
  ),
  staticMethod('Integer mod(Integer x, Integer y)', (run, x: number, y: number) => {
    assertDivisor(run, y !== 0);
    return (x % y) | 0;
  }),
  staticMethod('Long mod(Long x, Long y)', (run, x: bigint, y: bigint) => {
    assertDivisor(run, y !== 0n);
    return x % y;
  }),
  staticMethod(
    'Double pow(Double x, Double y)',
    (_run, x: ApexDouble, y: ApexDouble) => new ApexDouble(x.value ** y.value),
  ),
  staticMethod('Double random()', (run) => new ApexDouble(randomFraction(run))),
  staticMethod('Integer round(Double x)', (_run, x: ApexDouble) =>
    int32(whole(x.toDecimal(), 'HALF_UP').unscaled),
  ),
  staticMethod('Integer round(Decimal x)', (_run, x: ApexDecimal) =>
    int32(whole(x, 'HALF_UP').unscaled),
  ),
  staticMethod('Long roundToLong(Double x)', (_run, x: ApexDouble) =>
    int64(whole(x.toDecimal(), 'HALF_UP').unscaled),
  ),
  staticMethod('Long roundToLong(Decimal x)', (_run, x: ApexDecimal) =>
    int64(whole(x, 'HALF_UP').unscaled),
  ),
]);

function whole(value: ApexDecimal, mode: RoundingMode): ApexDecimal {
  return value.withScale(0, mode) ?? value;
}

/** 53 recorded random bits as a number from 0 up to 1. */
function randomFraction(run: NativeRun): number {
  const bits = Buffer.from(run.randomBytes(8)).readBigUInt64BE() >> 11n;
  return Number(bits) / 2 ** 53;
}

function halfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A Decimal has no NaN and no infinity: the platform refuses Math.sqrt(-1.0) for Decimal. */
function decimal(run: NativeRun, value: number): ApexDecimal {
  if (Number.isFinite(value)) return new ApexDouble(value).toDecimal();
  throw run.exception('MathException', `Result is not a number: ${value}`);
}

function assertDivisor(run: NativeRun, isFit: boolean): void {
  if (!isFit) throw run.exception('MathException', 'Divide by 0');
}
