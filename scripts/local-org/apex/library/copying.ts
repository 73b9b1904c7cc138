import type { ApexValue } from '../values/apex-value.ts';
import { ApexReference } from '../values/apex-value.ts';
import type { NativeRun } from './native-run.ts';

/** An sObject, as `List.deepClone` asks it for a copy; data/ makes its values this. */
interface Copyable {
  clone(
    preserveId: boolean,
    isDeep: boolean,
    preserveTimestamps: boolean,
    preserveNumber: boolean,
  ): ApexValue;
}

/** `deepClone` copies sObjects; other elements are shared, as documented. */
export function deepCopy(
  _run: NativeRun,
  value: ApexValue,
  [preserveId = false, preserveTimestamps = false, preserveNumber = false]: readonly boolean[],
): ApexValue {
  if (!isCopyable(value)) return value;
  return value.clone(preserveId, true, preserveTimestamps, preserveNumber);
}

function isCopyable(value: ApexValue): value is ApexReference & Copyable {
  return value instanceof ApexReference && 'clone' in value && typeof value.clone === 'function';
}
