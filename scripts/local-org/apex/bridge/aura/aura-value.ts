import type { Program } from '../../compile/program.ts';
import { AggregateRow } from '../../data/apex-sobject.ts';
import { methodOf, type Run } from '../../run/run.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import { ApexList } from '../../values/apex-list.ts';
import { ApexMap } from '../../values/apex-map.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { ApexRecord } from '../../values/apex-record.ts';
import { ApexTime } from '../../values/apex-time.ts';
import type { ApexReference, ApexValue } from '../../values/apex-value.ts';
import type { FieldModel } from '../../types/class-model.ts';
import { textOf } from '../../values/text.ts';
import { auraFields } from './aura-members.ts';

/** JSON; undefined where Lightning leaves a member out. */
export type AuraJson = string | number | boolean | null | readonly AuraJson[] | AuraJsonObject;
export interface AuraJsonObject {
  readonly [name: string]: AuraJson;
}

/**
 * What a component gets for a value an action returned: only members with @AuraEnabled, records without `attributes` and
 * children as plain lists, and no member that is null. Getters run.
 */
export class AuraValues {
  readonly #program: Program;
  readonly #run: Run;

  constructor(program: Program, run: Run) {
    this.#program = program;
    this.#run = run;
  }

  /** Throws UnsupportedError for a type that can't be returned to a component. */
  json(value: ApexValue): AuraJson {
    if (typeof value === 'bigint') return Number(value);
    return value === null || typeof value !== 'object' ? value : this.#reference(value);
  }

  #reference(value: ApexReference): AuraJson {
    if (value instanceof ApexList) return value.elements.map((each) => this.json(each));
    if (value instanceof ApexMap) return this.#map(value);
    if (value instanceof ApexRecord) return this.#record(value);
    if (value instanceof AggregateRow) return this.#members(value.values);
    if (value instanceof ApexObject) return this.#instance(value);
    return this.#scalar(value);
  }

  #scalar(value: ApexReference): AuraJson {
    if (value instanceof ApexDecimal) return value.toNumber();
    if (value instanceof ApexDouble) return value.value;
    if (value instanceof ApexDatetime) return new Date(value.epochMs).toISOString();
    if (value instanceof ApexTime) return value.milliseconds;
    const isPlain = value.isPrimitive && value.typeName !== 'Blob';
    if (isPlain || 'ordinal' in value) return textOf(value, this.#run);
    throw this.#run.unsupported(`a ${value.typeName} returned to a Lightning component`);
  }

  #map(map: ApexMap): AuraJsonObject {
    return this.#members(
      map
        .keys()
        .map((key): [string, ApexValue] => [textOf(key, this.#run), map.get(this.#run, key)]),
    );
  }

  #record({ values, parents, children }: ApexRecord): AuraJsonObject {
    return this.#members([...values, ...parents, ...children]);
  }

  #instance(instance: ApexObject): AuraJsonObject {
    const model = this.#program.classes.get(instance.typeName.toLowerCase());
    if (!model) {
      throw this.#run.unsupported(`a ${instance.typeName} returned to a Lightning component`);
    }
    return this.#members(
      auraFields(this.#program, model).map((field) => [field.name, this.#read(instance, field)]),
    );
  }

  #read(instance: ApexObject, { name }: FieldModel): ApexValue {
    const type = this.#program.runtimeClass(instance.typeName);
    const getter = methodOf(type, `get ${name.toLowerCase()}`);
    if (getter) return getter(this.#run, instance, []);
    return instance.fields[instance.apexClass.fieldNames.indexOf(name)] ?? null;
  }

  #members(entries: Iterable<readonly [string, ApexValue]>): AuraJsonObject {
    const object: Record<string, AuraJson> = {};
    for (const [name, value] of entries) if (value !== null) object[name] = this.json(value);
    return object;
  }
}
