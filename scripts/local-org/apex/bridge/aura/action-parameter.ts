import type { Program } from '../../compile/program.ts';
import { untypedJson } from './untyped-json.ts';
import { scalarReaders } from './scalar-parameters.ts';
import { emptyCollection } from '../../library/runtime-type.ts';
import { ApexThrow } from '../../run/apex-throw.ts';
import { methodOf, type Run } from '../../run/run.ts';
import type { FieldModel } from '../../types/class-model.ts';
import { ApexMap } from '../../values/apex-map.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeNameText, type TypeName } from '../../values/type-name.ts';
import { auraFields } from './aura-members.ts';
import { Mismatch } from './mismatch.ts';

/** A parameter of an action that can't be what its type says, in Lightning's words. */
export class ActionParameterError extends Error {
  override readonly name = 'ActionParameterError';

  constructor(parameter: string, type: TypeName) {
    super(
      `Value provided is invalid for action parameter '${parameter}' of type '${typeNameText(type)}'`,
    );
  }
}

/** Turns what a component hands in into what a method is declared to take. */
export class ActionParameters {
  readonly #program: Program;
  readonly #run: Run;

  constructor(program: Program, run: Run) {
    this.#program = program;
    this.#run = run;
  }

  /** The value of a parameter; undefined is null. Throws ActionParameterError. */
  value(name: string, type: TypeName, json: unknown): ApexValue {
    try {
      return this.#value(json ?? null, type);
    } catch (error) {
      // A record with a field its object doesn't have is refused by the reader of records.
      const isRefused = error instanceof Mismatch || isJsonException(error);
      throw isRefused ? new ActionParameterError(name, type) : error;
    }
  }

  #value(json: unknown, type: TypeName): ApexValue {
    if (json === null) return null;
    const name = type.name.toLowerCase();
    const scalar = scalarReaders[name];
    if (scalar) return scalar(json);
    if (name === 'object') return untypedJson(this.#run, json);
    const collection = emptyCollection(type);
    if (collection instanceof ApexMap) return this.#map(json, collection);
    if (collection) return this.#list(json, collection);
    return this.#named(json, type);
  }

  #list(json: unknown, list: Exclude<ReturnType<typeof emptyCollection>, ApexMap | null>) {
    if (!Array.isArray(json)) throw new Mismatch();
    for (const each of json) list.add(this.#run, this.#value(each ?? null, list.elementType));
    return list;
  }

  #map(json: unknown, map: ApexMap): ApexMap {
    for (const [name, value] of Object.entries(objectOf(json))) {
      map.put(this.#run, this.#value(name, map.keyType), this.#value(value ?? null, map.valueType));
    }
    return map;
  }

  #named(json: unknown, type: TypeName): ApexValue {
    const { reflection } = this.#run;
    const values = reflection.enumNamed(type.name)?.values;
    if (values) {
      const value = values.find((each) => each.name === json);
      if (value) return value;
      throw new Mismatch();
    }
    const model = this.#program.classes.get(type.name.toLowerCase());
    if (model) return this.#instance(objectOf(json), model.name);
    return this.#record(objectOf(json), type);
  }

  #record(json: Readonly<Record<string, unknown>>, type: TypeName): ApexValue {
    const { sobjectType, ...fields } = json;
    const name = type.name === 'SObject' ? sobjectType : type.name;
    const record = typeof name === 'string' ? this.#run.reflection.sObjectNamed(name) : undefined;
    if (!record) throw new Mismatch();
    return record.fromJson(this.#run, mapOf(fields));
  }

  /** A new instance. Only properties that components see and may set are; everything else that is handed in is dropped. */
  #instance(json: Readonly<Record<string, unknown>>, className: string): ApexValue {
    const model = this.#program.classes.get(className.toLowerCase());
    const instance = this.#run.reflection.classNamed(className)?.construct();
    if (!model || !instance) throw new Mismatch();
    for (const field of auraFields(this.#program, model)) {
      const { [field.name]: value } = json;
      if (value === undefined || !field.property?.setter) continue;
      this.#set(instance, field, this.#value(value, field.type));
    }
    return instance;
  }

  #set(instance: ApexObject, field: FieldModel, value: ApexValue): void {
    const type = this.#program.runtimeClass(instance.typeName);
    const setter = methodOf(type, `set ${field.name.toLowerCase()}`);
    if (setter) {
      setter(this.#run, instance, [value]);
      return;
    }
    instance.fields[instance.apexClass.fieldNames.indexOf(field.name)] = value;
  }
}

function objectOf(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    return json as Readonly<Record<string, unknown>>;
  }
  throw new Mismatch();
}

/** As the reader of records takes it: objects as Maps. */
function mapOf(json: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(json).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? mapOf(value as Readonly<Record<string, unknown>>)
        : value,
    ]),
  );
}

function isJsonException(error: unknown): boolean {
  return error instanceof ApexThrow && error.exception.typeName === 'System.JSONException';
}
