import { ApexRecord } from '../values/apex-record.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexMap } from '../values/apex-map.ts';
import { MapKeys } from '../values/map-keys.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { textOf } from '../values/text.ts';
import { objectType, type TypeName } from '../values/type-name.ts';
import { deepCopy } from './copying.ts';
import { hashCodeOf } from './hash-code.ts';
import type { NativeRun } from './native-run.ts';
import { constructor, method, nativeType, type NativeType } from './native-type.ts';

/** System.Map. */
export const mapType: NativeType = nativeType('System.Map<K, V>', [
  constructor('()', (_run, type) => emptyMap(type)),
  constructor('(Map<K, V> from)', (run, type, from: ApexMap) => putAll(run, emptyMap(type), from)),
  // Records by their Id (or, for a Map<String, …>, its text); the compiler allows it for sObjects only.
  constructor('(List<V> records)', (run, type, records: ApexList) =>
    putRecords(run, emptyMap(type), records),
  ),
  method('void clear()', (run, self: ApexMap) => {
    self.clear(run);
  }),
  method('Map<K, V> clone()', (run, self: ApexMap) =>
    putAll(run, new ApexMap(self.keyType, self.valueType), self),
  ),
  method('Map<K, V> deepClone()', (run, self: ApexMap) => {
    const copy = new ApexMap(self.keyType, self.valueType);
    for (const key of self.keys()) copy.put(run, key, deepCopy(self.get(run, key), true, true));
    return copy;
  }),
  method('Boolean containsKey(K key)', (run, self: ApexMap, key: ApexValue) => self.has(run, key)),
  method('Boolean equals(Object other)', (run, self: ApexMap, other: ApexValue) =>
    self.equals(other, run),
  ),
  method('V get(K key)', (run, self: ApexMap, key: ApexValue) => self.get(run, key)),
  method('Integer hashCode()', (run, self: ApexMap) => hashCodeOf(run, self)),
  method('Boolean isEmpty()', (_run, self: ApexMap) => self.size === 0),
  method('Set<K> keySet()', (_run, self: ApexMap) => new MapKeys(self)),
  method('V put(K key, V value)', (run, self: ApexMap, key: ApexValue, value: ApexValue) =>
    self.put(run, key, value),
  ),
  method('void putAll(Map<K, V> from)', (run, self: ApexMap, from: ApexMap) => {
    putAll(run, self, from);
  }),
  method('void putAll(List<V> records)', (run, self: ApexMap, records: ApexList) => {
    putRecords(run, self, records);
  }),
  method('V remove(K key)', (run, self: ApexMap, key: ApexValue) => self.delete(run, key)),
  method('Integer size()', (_run, self: ApexMap) => self.size),
  method('String toString()', (run, self: ApexMap) => textOf(self, run)),
  method(
    'List<V> values()',
    (_run, self: ApexMap) => new ApexList(self.valueType, [...self.values()]),
  ),
]);

function emptyMap(type: TypeName): ApexMap {
  const [key = objectType, value = objectType] = type.arguments;
  return new ApexMap(key, value);
}

function putAll(run: NativeRun, map: ApexMap, from: ApexMap): ApexMap {
  for (const key of [...from.keys()]) map.put(run, key, from.get(run, key));
  return map;
}

/** Throws ListException for records the platform couldn't tell apart: without Id, null, or with the same Id twice. */
function putRecords(run: NativeRun, map: ApexMap, records: ApexList): ApexMap {
  for (const [row, record] of records.elements.entries()) {
    if (record === null)
      throw run.exception('ListException', `Row ${row} is null; rows can't be null`);
    const id = record instanceof ApexRecord ? record.id : null;
    if (id === null) throw run.exception('ListException', `Row with null Id at index: ${row}`);
    const key = map.keyType.name.toLowerCase() === 'string' ? textOf(id, run) : id;
    if (map.has(run, key)) {
      throw run.exception('ListException', `Row with duplicate Id at index: ${row}`);
    }
    map.put(run, key, record);
  }
  return map;
}
