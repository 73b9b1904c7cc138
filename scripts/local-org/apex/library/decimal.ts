import { ApexDecimal } from '../values/apex-decimal.ts';
import { ApexDouble } from '../values/apex-double.ts';
import type { ApexEnumValue } from '../values/apex-enum-value.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { decimalOf, doubleOf, isNumeric, type Numeric } from '../values/equality.ts';
import { absolute, roundingModes, type RoundingMode } from '../values/rounding-mode.ts';
import { method, nativeEnum, nativeType, staticMethod, type NativeType } from './native-type.ts';
import type { NativeRun } from './native-run.ts';
import {
  definite,
  int32,
  int64,
  localeNumber,
  parsedDecimal,
  parsedDouble,
} from './number-format.ts';
import { javaHashCode } from './string-positions.ts';

export const roundingModeType: NativeType = nativeEnum('System.RoundingMode', roundingModes);

/** The mode an enum value of System.RoundingMode names. */
export function modeOf(value: ApexEnumValue): RoundingMode {
  return value.name as RoundingMode;
}

const divideByZero = 'Divide by 0';
const roundingNecessary = 'Rounding necessary';

function scaled(
  run: NativeRun,
  value: ApexDecimal,
  scale: number,
  mode: RoundingMode,
): ApexDecimal {
  if (Math.abs(scale) > 33) {
    throw run.exception('MathException', 'Scale must be between -33 and 33.');
  }
  return definite(run, value.withScale(scale, mode), roundingNecessary);
}

function divided(
  run: NativeRun,
  self: ApexDecimal,
  divisor: ApexDecimal,
  scale: number,
  mode: RoundingMode,
): ApexDecimal {
  const problem = divisor.unscaled === 0n ? divideByZero : roundingNecessary;
  return definite(run, self.dividedToScale(divisor, scale, mode), problem);
}

/** System.Decimal. Where no mode is given, half even is documented for divide and round, half up for setScale. */
export const decimalType: NativeType = nativeType('System.Decimal', [
  staticMethod('Decimal valueOf(String text)', (run, text: string) => parsedDecimal(run, text)),
  staticMethod('Decimal valueOf(Long value)', (_run, value: Numeric) => decimalOf(value)),
  staticMethod('Decimal valueOf(Double value)', (_run, value: Numeric) => decimalOf(value)),
  method(
    'Decimal abs()',
    (_run, self: ApexDecimal) => new ApexDecimal(absolute(self.unscaled), self.scale),
  ),
  method(
    'Decimal divide(Decimal divisor, Integer scale)',
    (run, self: ApexDecimal, divisor: ApexDecimal, scale: number) =>
      divided(run, self, divisor, scale, 'HALF_EVEN'),
  ),
  method(
    'Decimal divide(Decimal divisor, Integer scale, System.RoundingMode mode)',
    (run, self: ApexDecimal, divisor: ApexDecimal, scale: number, mode: ApexEnumValue) =>
      divided(run, self, divisor, scale, modeOf(mode)),
  ),
  method('Double doubleValue()', (_run, self: ApexDecimal) => new ApexDouble(self.toNumber())),
  method('String format()', (_run, self: ApexDecimal) => localeNumber(self)),
  method('Integer intValue()', (_run, self: ApexDecimal) => int32(self.truncated())),
  method('Long longValue()', (_run, self: ApexDecimal) => int64(self.truncated())),
  method('Decimal pow(Integer exponent)', (run, self: ApexDecimal, exponent: number) => {
    if (exponent < 0 || exponent > 32767) {
      throw run.exception('MathException', 'Power must be between 0 and 32767.');
    }
    return new ApexDecimal(self.unscaled ** BigInt(exponent), self.scale * exponent);
  }),
  method('Integer precision()', (_run, self: ApexDecimal) => self.precision),
  method('Long round()', (run, self: ApexDecimal) => rounded(run, self, 'HALF_EVEN')),
  method('Long round(System.RoundingMode mode)', (run, self: ApexDecimal, mode: ApexEnumValue) =>
    rounded(run, self, modeOf(mode)),
  ),
  method('Integer scale()', (_run, self: ApexDecimal) => self.scale),
  method('Decimal setScale(Integer scale)', (run, self: ApexDecimal, scale: number) =>
    scaled(run, self, scale, 'HALF_UP'),
  ),
  method(
    'Decimal setScale(Integer scale, System.RoundingMode mode)',
    (run, self: ApexDecimal, scale: number, mode: ApexEnumValue) =>
      scaled(run, self, scale, modeOf(mode)),
  ),
  method('Decimal stripTrailingZeros()', (_run, self: ApexDecimal) =>
    self.unscaled === 0n ? new ApexDecimal(0n, 0) : self.strippedTo(-Infinity),
  ),
  method('String toPlainString()', (_run, self: ApexDecimal) => self.plainText()),
  method('Boolean equals(Object other)', (_run, self: ApexDecimal, other: ApexValue) =>
    self.equals(other),
  ),
  method('Integer hashCode()', (_run, self: ApexDecimal) => javaHashCode(self.hashKey() as string)),
]);

/** System.Double. */
export const doubleType: NativeType = nativeType('System.Double', [
  staticMethod('Double valueOf(String text)', (run, text: string) => parsedDouble(run, text)),
  staticMethod('Double valueOf(Object value)', (run, value: ApexValue) => {
    if (typeof value === 'string') return parsedDouble(run, value);
    if (isNumeric(value)) return new ApexDouble(doubleOf(value));
    throw run.exception('TypeException', 'Invalid conversion to Double');
  }),
  method('String format()', (_run, self: ApexDouble) => localeNumber(self)),
  method('Double doubleValue()', (_run, self: ApexDouble) => self),
  method('Integer intValue()', (_run, self: ApexDouble) => Math.trunc(self.value) | 0),
  method('Long longValue()', (_run, self: ApexDouble) => int64(BigInt(Math.trunc(self.value)))),
  method('Long round()', (run, self: ApexDouble) => rounded(run, self.toDecimal(), 'HALF_UP')),
  method('Boolean equals(Object other)', (_run, self: ApexDouble, other: ApexValue) =>
    self.equals(other),
  ),
  method('Integer hashCode()', (_run, self: ApexDouble) => javaHashCode(self.text())),
]);

function rounded(run: NativeRun, value: ApexDecimal, mode: RoundingMode): bigint {
  return int64(definite(run, value.withScale(0, mode), roundingNecessary).unscaled);
}
