import type { ApexValue } from '../values/apex-value.ts';
import { hashKeyOf } from '../values/equality.ts';
import type { NativeRun } from './native-run.ts';
import { javaHashCode } from './string-positions.ts';

/** A hash code: equal values have equal ones. Only String's and Integer's are documented numbers; others are free. */
export function hashCodeOf(run: NativeRun, value: ApexValue): number {
  const key = hashKeyOf(value, run);
  return typeof key === 'number' ? key : javaHashCode(String(key));
}
