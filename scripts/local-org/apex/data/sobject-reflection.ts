import type { LocalOrg } from '../../org.ts';
import type { NativeRun, ReflectedSObject } from '../library/native-run.ts';
import { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { typeName } from '../values/type-name.ts';
import { ApexSObject } from './apex-sobject.ts';
import { apexFieldValue } from './field-conversion.ts';
import { sObjectTypes, type SObjectType } from './sobject-type.ts';

type Json = ReadonlyMap<string, unknown>;

/** The sObject type of the name, for JSON and System.Type; undefined for a name the org has no object of. */
export function reflectedSObject(org: LocalOrg, name: string): ReflectedSObject | undefined {
  const type = sObjectTypes(org).find(name);
  return (
    type && {
      name: type.name,
      construct: () => new ApexSObject(type),
      fromJson: (run, json) => recordFromJson(run, org, type, json),
    }
  );
}

/** Unknown names are refused, as JSON.deserialize refuses them for sObjects. Throws JSONException. */
function recordFromJson(run: NativeRun, org: LocalOrg, type: SObjectType, json: Json): ApexSObject {
  const record = new ApexSObject(type);
  for (const [name, value] of json) {
    if (name !== 'attributes') readMember(run, org, record, name, value);
  }
  return record;
}

function readMember(
  run: NativeRun,
  org: LocalOrg,
  record: ApexSObject,
  name: string,
  value: unknown,
): void {
  const field = record.type.field(name);
  if (field) record.write(field.name, apexFieldValue(field.type, plain(value)));
  else if (
    !readParent(run, org, record, name, value) &&
    !readChildren(run, org, record, name, value)
  ) {
    throw run.exception(
      'JSONException',
      `No such column '${name}' on sobject of type ${record.typeName}`,
    );
  }
}

/** The reader keeps a number as `{ text }`, so that a Decimal loses no digit. */
function plain(value: unknown): unknown {
  const isNumber = typeof value === 'object' && value !== null && 'text' in value;
  return isNumber ? value.text : value;
}

function readParent(
  run: NativeRun,
  org: LocalOrg,
  record: ApexSObject,
  name: string,
  value: unknown,
): boolean {
  const relation = record.type.parent(name);
  const target = relation && sObjectTypes(org).find(relation.target);
  if (!target) return false;
  record.parents.set(
    relation.name,
    value instanceof Map ? recordFromJson(run, org, target, value) : null,
  );
  return true;
}

function readChildren(
  run: NativeRun,
  org: LocalOrg,
  record: ApexSObject,
  name: string,
  value: unknown,
): boolean {
  const relation = record.type.children(name);
  const type = relation && sObjectTypes(org).find(relation.child.name);
  if (!type) return false;
  const list: unknown = value instanceof Map ? value.get('records') : [];
  const children: ApexValue[] = (Array.isArray(list) ? list : [])
    .filter((each) => each instanceof Map)
    .map((each) => recordFromJson(run, org, type, each as Json));
  record.children.set(relation.name, new ApexList(typeName(type.name), children));
  return true;
}
