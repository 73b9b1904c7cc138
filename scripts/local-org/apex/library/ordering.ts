import { ApexDate } from '../values/apex-date.ts';
import { ApexDatetime } from '../values/apex-datetime.ts';
import { ApexEnumValue } from '../values/apex-enum-value.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexObject } from '../values/apex-object.ts';
import { ApexRecord } from '../values/apex-record.ts';
import { ApexTime } from '../values/apex-time.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { comparedNumbers, isNumeric } from '../values/equality.ts';
import type { NativeRun } from './native-run.ts';

/**
 * The order `List.sort()` documents: null first, numbers by size, Strings by character code (capitals first), dates by
 * time, enums by ordinal, instances by their Comparable. Throws ListException for what has no order.
 */
export function naturalOrder(run: NativeRun, left: ApexValue, right: ApexValue): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return isNumeric(left) && isNumeric(right)
    ? comparedNumbers(left, right)
    : definiteOrder(run, left, right);
}

function definiteOrder(run: NativeRun, left: ApexValue, right: ApexValue): number {
  // The platform orders records by label, Name and further fields; an order made up here would be silently wrong.
  if (left instanceof ApexRecord) throw run.unsupported('sorting a List of records');
  if (left instanceof ApexObject) return comparableOrder(run, left, right);
  return keyOrder(run, sortKey(left), sortKey(right));
}

type SortKey = string | number | undefined;

function keyOrder(run: NativeRun, left: SortKey, right: SortKey): number {
  if (left !== undefined && right !== undefined) return left < right ? -1 : Number(left > right);
  throw run.exception('ListException', 'One or more of the items in this list is not Comparable.');
}

function comparableOrder(run: NativeRun, left: ApexObject, right: ApexValue): number {
  const order = run.declaredMethod(left, 'compareTo', 1)?.(right);
  if (typeof order === 'number') return order;
  throw run.exception('ListException', 'One or more of the items in this list is not Comparable.');
}

function sortKey(value: ApexValue): SortKey {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof ApexId) return value.value;
  if (value instanceof ApexEnumValue) return value.ordinal;
  return momentKey(value);
}

function momentKey(value: ApexValue): number | undefined {
  if (value instanceof ApexDate || value instanceof ApexDatetime) return value.epochMs;
  return value instanceof ApexTime ? value.milliseconds : undefined;
}
