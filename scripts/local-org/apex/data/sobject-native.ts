import { method, nativeType, type NativeType } from '../library/native-type.ts';
import type { ApexId } from '../values/apex-id.ts';
import { ApexMap } from '../values/apex-map.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { typeName } from '../values/type-name.ts';
import type { AggregateRow, ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';
import {
  childRecords,
  fieldValue,
  namedField,
  parentRecord,
  putFieldValue,
  putParent,
} from './field-access.ts';
import { SObjectTypeToken, type SObjectFieldToken } from './schema-tokens.ts';
import { sObjectTypes } from './sobject-type.ts';

type Row = ApexSObject | AggregateRow;

/** `System.SObject`: what every record can do, whatever its type. */
export const sObjectNative: NativeType = nativeType('System.SObject', [
  method('Object get(String fieldName)', (run, self: Row, name: string) =>
    fieldValue(run, self, name),
  ),
  method(
    'Object get(Schema.SObjectField field)',
    (run, self: ApexSObject, { field }: SObjectFieldToken) => fieldValue(run, self, field.name),
  ),
  method(
    'Object put(String fieldName, Object? value)',
    (run, self: ApexSObject, name: string, value: ApexValue) =>
      putFieldValue(run, self, name, value),
  ),
  method(
    'Object put(Schema.SObjectField field, Object? value)',
    (run, self: ApexSObject, { field }: SObjectFieldToken, value: ApexValue) =>
      putFieldValue(run, self, field.name, value),
  ),
  method('SObject getSObject(String relationshipName)', (run, self: ApexSObject, name: string) =>
    parentRecord(run, self, name),
  ),
  method(
    'SObject getSObject(Schema.SObjectField field)',
    (run, self: ApexSObject, { field }: SObjectFieldToken) => parentRecord(run, self, field.name),
  ),
  method(
    'SObject putSObject(String relationshipName, SObject? parent)',
    (run, self: ApexSObject, name: string, parent: ApexSObject | null) => {
      putParent(run, self, name, parent);
      return parent;
    },
  ),
  method(
    'List<SObject> getSObjects(String relationshipName)',
    (run, self: ApexSObject, name: string) => childRecords(run, self, name),
  ),
  method(
    'Schema.SObjectType getSObjectType()',
    (_run, self: ApexSObject) => new SObjectTypeToken(self.type),
  ),
  method('Map<String, Object> getPopulatedFieldsAsMap()', (run, self: ApexSObject) =>
    populatedFields(run as DataRun, self),
  ),
  method('Boolean isSet(String fieldName)', (run, self: ApexSObject, name: string) =>
    self.values.has(namedField(run, self, name).name),
  ),
  method(
    'Boolean isSet(Schema.SObjectField field)',
    (_run, self: ApexSObject, { field }: SObjectFieldToken) => self.values.has(field.name),
  ),
  method('void clear()', (_run, self: ApexSObject) => {
    self.values.clear();
    self.assigned.clear();
    return null;
  }),
  method('SObject clone()', (_run, self: ApexSObject) =>
    self.copy({ keepsId: false, keepsAudit: false }),
  ),
  method('SObject clone(Boolean preserveId)', (_run, self: ApexSObject, keepsId: boolean) =>
    self.copy({ keepsId, keepsAudit: false }),
  ),
  method(
    'SObject clone(Boolean preserveId, Boolean isDeepClone)',
    (_run, self: ApexSObject, keepsId: boolean) => self.copy({ keepsId, keepsAudit: false }),
  ),
  method(
    'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps)',
    (_run, self: ApexSObject, keepsId: boolean, _deep: boolean, keepsAudit: boolean) =>
      self.copy({ keepsId, keepsAudit }),
  ),
  method(
    'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)',
    (_run, self: ApexSObject, keepsId: boolean, _deep: boolean, keepsAudit: boolean) =>
      self.copy({ keepsId, keepsAudit }),
  ),
]);

/** `AggregateResult` is a record without type of its own: its values are read with `get`. */
export const aggregateResultNative: NativeType = nativeType('System.AggregateResult', [], {
  extends: ['System.SObject'],
});

/** Fields, parents and children a record holds. Blank fields of a queried record aren't among them, as on the platform. */
function populatedFields(run: DataRun, record: ApexSObject): ApexMap {
  const fields = new ApexMap(typeName('String'), typeName('Object'));
  for (const [name, value] of record.values) {
    if (value !== null || record.assigned.has(name)) fields.put(run, name, value);
  }
  for (const [name, parent] of record.parents) if (parent) fields.put(run, name, parent);
  for (const [name, children] of record.children)
    if (children.size > 0) fields.put(run, name, children);
  return fields;
}

/** What Id knows of the schema, beside what the library declares of it. */
export function typeOfId(run: DataRun, id: ApexId): SObjectTypeToken {
  const prefix = id.value.slice(0, 3);
  const object = run.org.schema.byKeyPrefix(prefix);
  const type = object && sObjectTypes(run.org).find(object.name);
  if (type) return new SObjectTypeToken(type);
  throw run.exception('SObjectException', `Cannot locate Apex Type for ID: ${prefix}`);
}
