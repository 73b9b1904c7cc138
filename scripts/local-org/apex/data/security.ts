import type { FieldSchema } from '../../schema/object-schema.ts';
import {
  method,
  nativeEnum,
  nativeType,
  staticMethod,
  type NativeType,
} from '../library/native-type.ts';
import type { ApexEnumValue } from '../values/apex-enum-value.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexMap } from '../values/apex-map.ts';
import { ApexSet } from '../values/apex-set.ts';
import { NativeObject } from '../values/native-object.ts';
import { typeName } from '../values/type-name.ts';
import type { ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';
import { recordsOf } from './dml.ts';
import type { SObjectType } from './sobject-type.ts';

interface Decision {
  readonly records: ApexList;
  /** Object → names of the fields and relationships taken away. */
  readonly removed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly modified: ReadonlySet<number>;
}

const accessType = nativeEnum('System.AccessType', [
  'CREATABLE',
  'READABLE',
  'UPDATABLE',
  'UPSERTABLE',
]);

const rightOf = {
  CREATABLE: 'create',
  READABLE: 'read',
  UPDATABLE: 'edit',
  UPSERTABLE: 'edit',
} as const;
type Kind = keyof typeof rightOf;

/** One pass over the given records. */
class Strip {
  readonly removed = new Map<string, Set<string>>();
  readonly #run: DataRun;
  readonly #kind: Kind;

  constructor(run: DataRun, kind: Kind) {
    this.#run = run;
    this.#kind = kind;
  }

  assertObject(type: SObjectType): void {
    if (this.#can(type)) return;
    throw this.#run.exception('NoAccessException', `No access to entity: ${type.name}`);
  }

  /** A copy without what the user may not reach. Parents and children go through the same check. */
  copy(record: ApexSObject): ApexSObject {
    const { type } = record;
    const copy = record.copy({ keepsId: true, keepsAudit: true });
    for (const name of record.values.keys()) {
      const field = type.field(name);
      if (field && !this.#keeps(type, field)) this.#remove(copy, name);
    }
    for (const [name, parent] of record.parents) this.#copyParent(copy, name, parent);
    for (const [name, children] of record.children) this.#copyChildren(copy, name, children);
    return copy;
  }

  #copyParent(copy: ApexSObject, name: string, parent: ApexSObject | null): void {
    const field = copy.type.parent(name)?.field;
    const isLookupHidden = field !== undefined && !this.#keeps(copy.type, field);
    if (isLookupHidden || (parent && !this.#can(parent.type))) this.#remove(copy, name);
    else copy.parents.set(name, parent && this.copy(parent));
  }

  #copyChildren(copy: ApexSObject, name: string, children: ApexList): void {
    const records = recordsOf(this.#run, children);
    const isHidden = records.some((child) => !this.#can(child.type));
    if (isHidden) copy.children.delete(name);
    else
      copy.children.set(
        name,
        new ApexList(
          children.elementType,
          records.map((child) => this.copy(child)),
        ),
      );
  }

  #can({ object }: SObjectType): boolean {
    return this.#run.org.accessOf(this.#run.userId).can(rightOf[this.#kind], object);
  }

  #keeps({ object }: SObjectType, field: FieldSchema): boolean {
    const access = this.#run.org.accessOf(this.#run.userId);
    if (this.#kind === 'READABLE') return access.canReadField(object, field);
    if (field.name === 'Id') return true;
    const isWritable = {
      CREATABLE: field.createable,
      UPDATABLE: field.updateable,
      UPSERTABLE: field.createable && field.updateable,
    }[this.#kind];
    return isWritable && (!field.permissionable || access.canEditField(object, field));
  }

  #remove(copy: ApexSObject, name: string): void {
    copy.values.delete(name);
    copy.assigned.delete(name);
    copy.parents.delete(name);
    const names = this.removed.get(copy.typeName) ?? new Set<string>();
    this.removed.set(copy.typeName, names.add(name));
  }
}

function stripped(run: DataRun, kind: ApexEnumValue, source: ApexList, checksObject: boolean) {
  const strip = new Strip(run, kind.name as Kind);
  const modified = new Set<number>();
  const copies = recordsOf(run, source).map((record, at) => {
    if (checksObject) strip.assertObject(record.type);
    const before = fieldCount(strip);
    const copy = strip.copy(record);
    if (fieldCount(strip) > before || copy.values.size < record.values.size) modified.add(at);
    return copy;
  });
  const state: Decision = {
    records: new ApexList(source.elementType, copies),
    removed: strip.removed,
    modified,
  };
  return new NativeObject('System.SObjectAccessDecision', state);
}

function fieldCount({ removed }: Strip): number {
  return removed.values().reduce((sum, names) => sum + names.size, 0);
}

const textType = typeName('String');

const decision = nativeType('System.SObjectAccessDecision', [
  method('List<SObject> getRecords()', (_run, { state }: NativeObject<Decision>) => state.records),
  method(
    'Map<String, Set<String>> getRemovedFields()',
    (run, { state }: NativeObject<Decision>) => {
      const map = new ApexMap(textType, typeName('Set', textType));
      for (const [object, names] of state.removed) {
        const set = new ApexSet(textType);
        for (const name of names) set.add(run, name);
        map.put(run, object, set);
      }
      return map;
    },
  ),
  method('Set<Integer> getModifiedIndexes()', (run, { state }: NativeObject<Decision>) => {
    const set = new ApexSet(typeName('Integer'));
    for (const index of state.modified) set.add(run, index);
    return set;
  }),
]);

/** `Security.stripInaccessible` and what it answers with. */
export const securityNatives: readonly NativeType[] = [
  accessType,
  decision,
  nativeType('System.Security', [
    staticMethod(
      'SObjectAccessDecision stripInaccessible(AccessType accessCheckType, List<SObject> sourceRecords)',
      (run: DataRun, kind: ApexEnumValue, source: ApexList) => stripped(run, kind, source, true),
    ),
    staticMethod(
      'SObjectAccessDecision stripInaccessible(AccessType accessCheckType, List<SObject> sourceRecords, Boolean enforceRootObjectCRUD)',
      (run: DataRun, kind: ApexEnumValue, source: ApexList, checksObject: boolean) =>
        stripped(run, kind, source, checksObject),
    ),
  ]),
];
