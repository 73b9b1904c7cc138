import { ApexId } from '../values/apex-id.ts';
import type { ApexList } from '../values/apex-list.ts';
import { ApexRecord } from '../values/apex-record.ts';
import {
  ApexReference,
  identityKey,
  type ApexCallbacks,
  type ApexValue,
  type HashKey,
} from '../values/apex-value.ts';
import { equalValues, hashKeyOf } from '../values/equality.ts';
import { debugTextOf } from '../values/text.ts';
import type { SObjectType } from './sobject-type.ts';

/**
 * A record. What it holds is what was set or queried; a queried record refuses to be asked for anything else, so that a
 * forgotten field is no silent null.
 */
export class ApexSObject extends ApexRecord {
  readonly type: SObjectType;
  /** Set where SOQL made the record. */
  readonly isQueried: boolean;
  /** Field values by API name, in the order they came. */
  override readonly values = new Map<string, ApexValue>();
  /** Parents by relationship name. null: queried, and there is none. */
  override readonly parents = new Map<string, ApexSObject | null>();
  /** Children by relationship name. */
  override readonly children = new Map<string, ApexList>();
  /** Fields the program has set, by API name. */
  override readonly assigned = new Set<string>();

  constructor(type: SObjectType, isQueried = false) {
    super();
    this.type = type;
    this.isQueried = isQueried;
  }

  override get typeName(): string {
    return this.type.name;
  }

  override get id(): ApexId | null {
    const id = this.values.get('Id');
    return id instanceof ApexId ? id : null;
  }

  /** A field's value by API name as the schema spells it. Throws SObjectException for one that wasn't queried. */
  read(run: ApexCallbacks, name: string): ApexValue {
    const value = this.values.get(name);
    if (value !== undefined) return value;
    // A query always brings the id; only a copy can be without.
    if (this.isQueried && name !== 'Id') throw notQueried(run, `${this.typeName}.${name}`);
    // A checkbox is never blank, not even in memory.
    return this.type.field(name)?.type === 'boolean' ? false : null;
  }

  write(name: string, value: ApexValue): void {
    this.values.set(name, value);
    this.assigned.add(name);
  }

  /** The parent by relationship name, null where there is none. */
  parent(run: ApexCallbacks, relationship: string): ApexSObject | null {
    const parent = this.parents.get(relationship);
    if (parent !== undefined) return parent;
    if (this.isQueried) throw notQueried(run, `${this.typeName}.${relationship}`);
    return null;
  }

  /** Two records are equal when all they hold is (Apex Developer Guide, "Using the == operator with sObjects"). */
  override equals(other: ApexValue, run: ApexCallbacks): boolean {
    if (this === other) return true;
    if (!(other instanceof ApexSObject) || other.typeName !== this.typeName) return false;
    if (other.values.size !== this.values.size) return false;
    return this.values
      .entries()
      .every(([name, value]) => equalValues(value, other.values.get(name) ?? null, run));
  }

  /** Changes with the record, which is why a changed record is lost in a Set, as on the platform. */
  override hashKey(run: ApexCallbacks): HashKey {
    const fields = [...this.values]
      .map(([name, value]) => `${name}=${typeof value} ${String(hashKeyOf(value, run))}`)
      .sort();
    return `\0${this.typeName}#${JSON.stringify(fields)}`;
  }

  /** `Account:{Name=Acme, Id=001…}`, only what the record holds. */
  override text(run: ApexCallbacks): string {
    const fields = this.values
      .entries()
      .map(([name, value]) => `${name}=${debugTextOf(value, run)}`)
      .toArray();
    return `${this.typeName}:{${fields.join(', ')}}`;
  }

  /** A copy of its own, with or without the id; audit fields stay behind unless asked for. */
  override copy(options: { readonly keepsId: boolean; readonly keepsAudit: boolean }): ApexSObject {
    const copy = new ApexSObject(this.type, this.isQueried);
    for (const [name, value] of this.values) {
      const stays = name === 'Id' ? options.keepsId : options.keepsAudit || !auditFields.has(name);
      if (stays) copy.values.set(name, value);
      if (stays && this.assigned.has(name)) copy.assigned.add(name);
    }
    this.parents.forEach((parent, name) => copy.parents.set(name, parent));
    return copy;
  }
}

const auditFields: ReadonlySet<string> = new Set([
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
]);

/** A row of a query with aggregates. It knows its values by alias only. */
export class AggregateRow extends ApexReference {
  readonly typeName = 'AggregateResult';
  readonly values: ReadonlyMap<string, ApexValue>;

  constructor(values: ReadonlyMap<string, ApexValue>) {
    super();
    this.values = values;
  }

  /** Throws SObjectException for an alias the query doesn't have. */
  read(run: ApexCallbacks, alias: string): ApexValue {
    const wanted = alias.toLowerCase();
    for (const [name, value] of this.values) if (name.toLowerCase() === wanted) return value;
    throw run.exception('SObjectException', `Invalid field ${alias} for AggregateResult`);
  }

  override equals(other: ApexValue): boolean {
    return this === other;
  }

  override hashKey(): HashKey {
    return identityKey(this);
  }

  override text(run: ApexCallbacks): string {
    const values = this.values
      .entries()
      .map(([name, value]) => `${name}=${debugTextOf(value, run)}`);
    return `AggregateResult:{${values.toArray().join(', ')}}`;
  }
}

function notQueried(run: ApexCallbacks, what: string): Error {
  const message = `SObject row was retrieved via SOQL without querying the requested field: ${what}`;
  return run.exception('SObjectException', message);
}
