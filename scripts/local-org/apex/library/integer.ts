import { ApexDecimal } from '../values/apex-decimal.ts';
import { ApexDouble } from '../values/apex-double.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { method, nativeType, staticMethod, type NativeType } from './native-type.ts';
import type { NativeRun } from './native-run.ts';
import { int32, int64, localeNumber, parsedWhole } from './number-format.ts';

/** System.Integer. */
export const integerType: NativeType = nativeType('System.Integer', [
  staticMethod('Integer valueOf(String text)', (run, text: string) =>
    Number(parsedWhole(run, text, 'Integer')),
  ),
  staticMethod('Integer valueOf(Object value)', (run, value: ApexValue) =>
    int32(wholeOf(run, value, 'Integer')),
  ),
  method('String format()', (_run, self: number) => localeNumber(self)),
  method('Integer intValue()', (_run, self: number) => self),
  method('Long longValue()', (_run, self: number) => BigInt(self)),
  method('Double doubleValue()', (_run, self: number) => new ApexDouble(self)),
  method('Decimal decimalValue()', (_run, self: number) => new ApexDecimal(BigInt(self), 0)),
  method('Boolean equals(Object other)', (_run, self: number, other: ApexValue) => self === other),
  method('Integer hashCode()', (_run, self: number) => self),
]);

/** System.Long. */
export const longType: NativeType = nativeType('System.Long', [
  staticMethod('Long valueOf(String text)', (run, text: string) => parsedWhole(run, text, 'Long')),
  staticMethod('Long valueOf(Object value)', (run, value: ApexValue) =>
    int64(wholeOf(run, value, 'Long')),
  ),
  method('String format()', (_run, self: bigint) => localeNumber(self)),
  method('Integer intValue()', (_run, self: bigint) => int32(self)),
  method('Long longValue()', (_run, self: bigint) => self),
  method('Double doubleValue()', (_run, self: bigint) => new ApexDouble(Number(self))),
  method('Boolean equals(Object other)', (_run, self: bigint, other: ApexValue) => self === other),
  method('Integer hashCode()', (_run, self: bigint) => int32(self ^ (self >> 32n))),
]);

/** System.Boolean: a field's value or a text; `true` in any case is true, every other text false. */
export const booleanType: NativeType = nativeType('System.Boolean', [
  staticMethod(
    'Boolean valueOf(String text)',
    (_run, text: string) => text.toLowerCase() === 'true',
  ),
  staticMethod('Boolean valueOf(Object value)', (run, value: ApexValue) => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return value.toLowerCase() === 'true';
    throw refusal(run, value, 'Boolean');
  }),
  method('Boolean equals(Object other)', (_run, self: boolean, other: ApexValue) => self === other),
  method('Integer hashCode()', (_run, self: boolean) => (self ? 1231 : 1237)),
]);

function wholeOf(run: NativeRun, value: ApexValue, type: 'Integer' | 'Long'): bigint {
  if (typeof value === 'string') return parsedWhole(run, value, type);
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value);
  if (value instanceof ApexDecimal) return value.truncated();
  if (value instanceof ApexDouble) return BigInt(Math.trunc(value.value));
  throw refusal(run, value, type);
}

function refusal(run: NativeRun, value: ApexValue, type: string): Error {
  if (value === null) return run.exception('NullPointerException', 'Argument cannot be null.');
  const from = typeof value === 'object' ? value.typeName : typeof value;
  return run.exception('TypeException', `Invalid conversion from runtime type ${from} to ${type}`);
}
