import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexList } from '../../values/apex-list.ts';
import { ApexMap } from '../../values/apex-map.ts';
import type { ApexCallbacks, ApexValue } from '../../values/apex-value.ts';
import { objectType, stringType } from '../../values/type-name.ts';

/** JSON as a parameter of type Object has it: Maps by String, Lists, and plain values. */
export function untypedJson(run: ApexCallbacks, json: unknown): ApexValue {
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return number(json);
  if (typeof json !== 'object' || json === null) return null;
  if (Array.isArray(json)) {
    const elements = json.map((each) => untypedJson(run, each));
    return new ApexList(objectType, elements);
  }
  const map = new ApexMap(stringType, objectType);
  for (const [name, value] of Object.entries(json)) map.put(run, name, untypedJson(run, value));
  return map;
}

function number(json: number): ApexValue {
  return json === (json | 0) ? json : ApexDecimal.parse(String(json));
}
