import type { FieldSchema } from '../../schema/object-schema.ts';
import { ApexBlob } from '../values/apex-blob.ts';
import { ApexDate } from '../values/apex-date.ts';
import { ApexDatetime } from '../values/apex-datetime.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexReference, type ApexCallbacks, type ApexValue } from '../values/apex-value.ts';
import { decimalOf, isNumeric } from '../values/equality.ts';
import { textOf } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { ApexSObject } from './apex-sobject.ts';
import { AggregateRow } from './apex-sobject.ts';
import { apexTypeOf, type ChildRelation, type ParentRelation } from './sobject-type.ts';

/** The id of a record, null where it has none: what `new Map<Id, Account>(records)` asks. Throws TypeException. */
export function recordIdOf(run: ApexCallbacks, value: ApexValue): ApexId | null {
  if (value instanceof ApexSObject) return value.id;
  throw run.exception('TypeException', 'Only records have ids');
}

/** `record.get('Name')`: a field by name in any case. Throws SObjectException. */
export function fieldValue(
  run: ApexCallbacks,
  record: ApexSObject | AggregateRow,
  name: string,
): ApexValue {
  if (record instanceof AggregateRow) return record.read(run, name);
  return record.read(run, namedField(run, record, name).name);
}

/** `record.put('Name', value)`: checks what the compiler checks of an assignment. Returns the value it replaces. */
export function putFieldValue(
  run: ApexCallbacks,
  record: ApexSObject,
  name: string,
  value: ApexValue,
): ApexValue {
  const field = namedField(run, record, name);
  if (!isAssignable(field)) {
    throw run.exception('SObjectException', `Field ${field.name} is not editable`);
  }
  const before = record.values.get(field.name) ?? null;
  record.write(field.name, assignedValue(run, field, value));
  return before;
}

/** Throws SObjectException "Invalid field x for Account". */
export function namedField(run: ApexCallbacks, record: ApexSObject, name: string): FieldSchema {
  const field = record.type.field(name);
  if (field) return field;
  throw run.exception('SObjectException', `Invalid field ${name} for ${record.typeName}`);
}

/** Whether Apex may assign the field: what the platform fills in or computes it may not. */
export function isAssignable(field: FieldSchema): boolean {
  return field.name === 'Id' || field.createable || field.updateable;
}

/** A value as the field's type has it, with the conversions Apex makes. Throws SObjectException or StringException. */
export function assignedValue(run: ApexCallbacks, field: FieldSchema, value: ApexValue): ApexValue {
  if (value === null) return null;
  const { name: type } = apexTypeOf(field);
  const converted = conversions[type]?.(value, run);
  if (converted !== undefined) return converted;
  if (type === 'Id' && typeof value === 'string') {
    throw run.exception('StringException', `Invalid id: ${value}`);
  }
  const given = typeNameOf(value);
  throw run.exception('SObjectException', `Illegal assignment from ${given} to ${type}`);
}

type Conversion = (value: NonNullable<ApexValue>, run: ApexCallbacks) => ApexValue | undefined;

const conversions: Readonly<Record<string, Conversion>> = {
  Id: (value) => {
    if (typeof value === 'string') return value === '' ? null : (ApexId.parse(value) ?? undefined);
    return value instanceof ApexId ? value : undefined;
  },
  String: (value, run) => {
    if (typeof value === 'string') return value;
    return value instanceof ApexId ? textOf(value, run) : undefined;
  },
  Decimal: (value) => (isNumeric(value) ? decimalOf(value) : undefined),
  Integer: (value) => (typeof value === 'number' ? value : undefined),
  Long: (value) => {
    if (typeof value === 'bigint') return value;
    return typeof value === 'number' ? BigInt(value) : undefined;
  },
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Date: (value) => {
    if (value instanceof ApexDatetime) return new ApexDate(Math.floor(value.epochMs / 86_400_000));
    return value instanceof ApexDate ? value : undefined;
  },
  Datetime: (value) => {
    if (value instanceof ApexDate) return new ApexDatetime(value.epochMs);
    return value instanceof ApexDatetime ? value : undefined;
  },
  Blob: (value) => (value instanceof ApexBlob ? value : undefined),
  Object: (value) => value,
};

function typeNameOf(value: NonNullable<ApexValue>): string {
  if (value instanceof ApexReference) return value.typeName;
  return { string: 'String', number: 'Integer', bigint: 'Long', boolean: 'Boolean' }[
    typeof value as 'string' | 'number' | 'bigint' | 'boolean'
  ];
}

/** `record.getSObject('Account')`. Throws SObjectException for what is no relationship. */
export function parentRecord(
  run: ApexCallbacks,
  record: ApexSObject,
  name: string,
): ApexSObject | null {
  return record.parent(run, namedParent(run, record, name).name);
}

/** `record.putSObject('Account', parent)`. Throws SObjectException. */
export function putParent(
  run: ApexCallbacks,
  record: ApexSObject,
  name: string,
  parent: ApexSObject | null,
): void {
  record.parents.set(namedParent(run, record, name).name, parent);
}

function namedParent(run: ApexCallbacks, record: ApexSObject, name: string): ParentRelation {
  const relation = record.type.parent(name) ?? parentOfField(record, name);
  if (relation) return relation;
  throw run.exception('SObjectException', `Invalid relationship ${name} for ${record.typeName}`);
}

/** Relationships answer to the name of their field too, as `getSObject(Contact.AccountId)` has it. */
function parentOfField(record: ApexSObject, name: string): ParentRelation | undefined {
  const relationship = record.type.field(name)?.reference?.relationshipName;
  return relationship === undefined ? undefined : record.type.parent(relationship);
}

/** `record.getSObjects('Contacts')`: null where the query found none. Throws SObjectException. */
export function childRecords(
  run: ApexCallbacks,
  record: ApexSObject,
  name: string,
): ApexList | null {
  const found = record.children.get(namedChildren(run, record, name).name);
  return found && found.size > 0 ? found : null;
}

/** `account.Contacts`: an empty list where there is none. */
export function childList(
  run: ApexCallbacks,
  record: ApexSObject,
  relation: ChildRelation,
): ApexList {
  const found = record.children.get(relation.name);
  if (found) return found;
  if (record.isQueried) {
    const what = `${record.typeName}.${relation.name}`;
    throw run.exception(
      'SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${what}`,
    );
  }
  return new ApexList(typeName(relation.child.name));
}

function namedChildren(run: ApexCallbacks, record: ApexSObject, name: string): ChildRelation {
  const relation = record.type.children(name);
  if (relation) return relation;
  throw run.exception('SObjectException', `Invalid relationship ${name} for ${record.typeName}`);
}
