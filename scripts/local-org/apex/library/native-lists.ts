import { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { objectType, stringType, typeName } from '../values/type-name.ts';

/** A List<String> for an implementation's answer. */
export function apexStringList(texts: readonly string[]): ApexList {
  return new ApexList(stringType, [...texts]);
}

export function integerList(numbers: readonly number[]): ApexList {
  return new ApexList(typeName('Integer'), [...numbers]);
}

export function objectList(values: readonly ApexValue[]): ApexList {
  return new ApexList(objectType, [...values]);
}
