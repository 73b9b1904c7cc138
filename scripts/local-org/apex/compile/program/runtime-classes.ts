import { exceptionState } from '../../run/platform-exceptions.ts';
import type { Run, RuntimeClass } from '../../run/run.ts';
import type { ClassModel, FieldModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName } from '../../values/type-name.ts';
import { keepsValue } from '../member/property.ts';

/** The classes of a program as they run. Made before any body compiles, so that bodies can name each other. */
export class RuntimeClasses {
  readonly #table: TypeTable;
  readonly #classes = new Map<ClassModel, RuntimeClass>();
  readonly #slots = new Map<FieldModel, number>();
  readonly #shared: RuntimeClasses | undefined;

  /** `shared` holds the classes an anonymous block is compiled against. */
  constructor(table: TypeTable, shared?: RuntimeClasses) {
    this.#table = table;
    this.#shared = shared;
  }

  /** The class of a model. Throws an Error for an interface or enum. */
  of(model: ClassModel): RuntimeClass {
    const known = this.known(model);
    if (known) return known;
    if (model.declaration.kind !== 'class') throw new Error(`${model.name} is no class`);
    const made = this.#made(model);
    this.#classes.set(model, made);
    return made;
  }

  /** A new instance, its constructor run. `key` is the `methodKey('', …)` of the constructor's parameters. */
  instance(run: Run, type: RuntimeClass, key: string, args: readonly ApexValue[]): ApexObject {
    run.staticsOf(type);
    const instance = blankInstance(type);
    constructorOf(type, key)(run, instance, args);
    return instance;
  }

  /** Index of an instance field in `ApexObject.fields`. */
  slotOf(field: FieldModel): number {
    this.of(field.owner);
    const slot = this.#slots.get(field) ?? this.#shared?.slotOf(field);
    if (slot === undefined) throw new Error(`${field.owner.name}.${field.name} keeps no value`);
    return slot;
  }

  protected known(model: ClassModel): RuntimeClass | undefined {
    return this.#classes.get(model) ?? this.#shared?.known(model);
  }

  #made(model: ClassModel): RuntimeClass {
    const parent = model.superclass && this.#table.classNamed(model.superclass.name);
    const superclass = parent && this.of(parent);
    const fieldNames = [...(superclass?.fieldNames ?? [])];
    for (const field of model.fields) {
      if (field.isStatic || !keepsValue(field)) continue;
      this.#slots.set(field, fieldNames.length);
      fieldNames.push(field.name);
    }
    return {
      name: model.name,
      model,
      superclass,
      fieldNames,
      isException: this.#table.isSubtype(typeName(model.name), typeName('Exception')),
      methods: new Map(),
      constructors: new Map(),
      initialize: () => undefined,
      initializeStatics: () => undefined,
    };
  }
}

/** An instance whose fields are all null. */
export function blankInstance(type: RuntimeClass): ApexObject {
  const fields = new Array<ApexValue>(type.fieldNames.length).fill(null);
  return new ApexObject(type, fields, type.isException ? exceptionState(null, null) : undefined);
}

export function constructorOf(type: RuntimeClass, key: string) {
  const found = type.constructors.get(key);
  if (found) return found;
  throw new Error(`${type.name} has no constructor ${key}`);
}
