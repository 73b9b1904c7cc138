import { ApexRecord } from '../values/apex-record.ts';
import type { ApexValue } from '../values/apex-value.ts';

/** `deepClone` copies sObjects; other elements are shared, as documented. */
export function deepCopy(value: ApexValue, keepsId: boolean, keepsAudit: boolean): ApexValue {
  return value instanceof ApexRecord ? value.copy({ keepsId, keepsAudit }) : value;
}
