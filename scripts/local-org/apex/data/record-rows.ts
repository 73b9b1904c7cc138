import type { FieldSchema, FieldType } from '../../schema/object-schema.ts';
import type { QueryResult, SObjectRecord } from '../../soql/query-result.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { typeName } from '../values/type-name.ts';
import { AggregateRow, ApexSObject } from './apex-sobject.ts';
import { apexFieldValue } from './field-conversion.ts';
import type { SObjectType, SObjectTypes } from './sobject-type.ts';

/**
 * A query's rows as Apex has them: records, or one AggregateResult a row. `countRow` is told of each as it is read and may
 * throw, so that a query over the limit of rows ends there instead of filling the memory first.
 */
export function recordList(
  types: SObjectTypes,
  result: QueryResult,
  countRow: () => void,
): ApexList {
  if (result.entity === 'AggregateResult') return aggregateRows(result, countRow);
  const type = types.find(result.object);
  if (!type) throw new Error(`The org has lost the object ${result.object}`);
  const records = Array.from(result.records(), (json) => {
    countRow();
    return queriedRecord(types, type, json);
  });
  return new ApexList(typeName(type.name), records);
}

function aggregateRows({ columns, rows }: QueryResult, countRow: () => void): ApexList {
  const elements = Array.from(rows, (row) => {
    countRow();
    const values = columns.map(({ name, type }, at): [string, ApexValue] => [
      name,
      apexFieldValue(type, row[at]),
    ]);
    return new AggregateRow(new Map(values));
  });
  return new ApexList(typeName('AggregateResult'), elements);
}

/** A record of the API's JSON. Its id, those of its parents and the lookups to them come along without being asked for. */
function queriedRecord(
  types: SObjectTypes,
  type: SObjectType,
  json: SObjectRecord,
  begin: (record: ApexSObject) => void = () => undefined,
): ApexSObject {
  const record = new ApexSObject(type, true);
  begin(record);
  const id = idOf(json);
  for (const [name, value] of Object.entries(json)) {
    if (name !== 'attributes') setMember(types, record, name, value, id);
  }
  if (id && !record.values.has('Id')) record.values.set('Id', id);
  return record;
}

/** `attributes.url` ends with the record's id. Definitions have none that is one. */
function idOf({ attributes }: SObjectRecord): ApexId | null {
  const { url } = attributes as { readonly url: string };
  return ApexId.parse(url.slice(url.lastIndexOf('/') + 1));
}

function setMember(
  types: SObjectTypes,
  record: ApexSObject,
  name: string,
  value: unknown,
  id: ApexId | null,
): void {
  const { type } = record;
  const field = type.field(name);
  if (field) record.values.set(field.name, apexFieldValue(fieldTypeOf(field.type, value), value));
  else if (!setParent(types, record, name, value)) setChildren(types, record, name, value, id);
}

/** Durable ids of metadata relationships have the type of a lookup and the looks of a text; both are read by what they are. */
function fieldTypeOf(type: FieldType, value: unknown): FieldType {
  return type === 'reference' && typeof value === 'string' && !ApexId.parse(value)
    ? 'string'
    : type;
}

function setParent(
  types: SObjectTypes,
  record: ApexSObject,
  name: string,
  value: unknown,
): boolean {
  const relation = record.type.parent(name);
  const target = relation && types.find(relation.field.reference?.to[0] ?? '');
  if (!target) return false;
  const parent = value === null ? null : queriedRecord(types, target, value as SObjectRecord);
  record.parents.set(relation.name, parent);
  setLookup(record, relation.field, parent?.id ?? null);
  return true;
}

function setLookup(
  { values }: ApexSObject,
  { name, reference }: FieldSchema,
  id: ApexId | null,
): void {
  if (reference?.isMetadataRelationship !== true && !values.has(name)) values.set(name, id);
}

/** Children know who they belong to without being asked for it, and say so first. */
function setChildren(
  types: SObjectTypes,
  record: ApexSObject,
  name: string,
  value: unknown,
  parentId: ApexId | null,
): void {
  const relation = record.type.children(name);
  const type = relation && types.find(relation.child.name);
  if (!type) throw new Error(`${record.typeName} has nothing called ${name}`);
  const { records } = (value ?? { records: [] }) as { readonly records: readonly SObjectRecord[] };
  const children = records.map((each) =>
    queriedRecord(types, type, each, (child) => {
      setLookup(child, relation.field, parentId);
    }),
  );
  record.children.set(relation.name, new ApexList(typeName(type.name), children));
}
