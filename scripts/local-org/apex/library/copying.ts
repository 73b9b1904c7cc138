import { ApexSObject } from '../data/apex-sobject.ts';
import type { ApexValue } from '../values/apex-value.ts';

/** `deepClone` copies sObjects; other elements are shared, as documented. */
export function deepCopy(value: ApexValue, keepsId: boolean, keepsAudit: boolean): ApexValue {
  return value instanceof ApexSObject ? value.copy({ keepsId, keepsAudit }) : value;
}
