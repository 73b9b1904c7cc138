import type { ReflectedClass, Reflection } from '../../library/native-run.ts';
import { parsedTypeName } from '../../library/signature.ts';
import type { Run } from '../../run/run.ts';
import { methodKey, type ClassModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { enumOf } from '../member/method-lookup.ts';
import { keepsValue } from '../member/property.ts';
import { blankInstance, type RuntimeClasses } from './runtime-classes.ts';

/** The types of a program as JSON and System.Type see them. */
export function reflectionOf(table: TypeTable, classes: RuntimeClasses, run: Run): Reflection {
  return {
    typeNamed: (name) => typeNamed(table, name),
    classNamed: (name) => {
      const model = table.classNamed(name);
      return model && reflectedClass(table, classes, run, model);
    },
    enumNamed: (name) => enumOf(table, typeName(name)),
    sObjectNamed: (name) => table.environment.reflectedSObject(name),
    isAssignable: (from, to) => table.isSubtype(table.canonical(from), table.canonical(to)),
  };
}

/** The type in canonical spelling; undefined where a part of it isn't known. */
export function typeNamed(table: TypeTable, name: string): TypeName | undefined {
  try {
    return known(table, parsedTypeName(name));
  } catch {
    // No type is spelled like that.
    return undefined;
  }
}

function known(table: TypeTable, type: TypeName): TypeName | undefined {
  const name = table.named(type.name);
  if (name === undefined) return undefined;
  const types = type.arguments.map((each) => known(table, each));
  return types.every((each) => each !== undefined) ? typeName(name, ...types) : undefined;
}

function reflectedClass(
  table: TypeTable,
  classes: RuntimeClasses,
  run: Run,
  model: ClassModel,
): ReflectedClass | undefined {
  const { kind, modifiers } = model.declaration;
  if (kind === 'enum') return undefined;
  const isConcrete = kind === 'class' && !modifiers.flags.has('abstract');
  const refuse = (): never => {
    throw run.exception('TypeException', `Type cannot be constructed: ${model.name}`);
  };
  return {
    name: model.name,
    fields: fieldsOf(table, model),
    blank: () => (isConcrete ? blankInstance(classes.of(model)) : refuse()),
    construct: () => {
      const type = isConcrete ? classes.of(model) : refuse();
      const key = methodKey('', []);
      return type.constructors.has(key) ? classes.instance(run, type, key, []) : refuse();
    },
  };
}

function fieldsOf(table: TypeTable, model: ClassModel): ReflectedClass['fields'] {
  const parent = model.superclass && table.classNamed(model.superclass.name);
  const own = model.fields
    .filter((field) => !field.isStatic && keepsValue(field))
    .map(({ name, type, modifiers }) => ({
      name,
      type,
      isTransient: modifiers.flags.has('transient'),
    }));
  return [...(parent ? fieldsOf(table, parent) : []), ...own];
}
