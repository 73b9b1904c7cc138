import type { NativeConstructor, NativeType } from '../../library/native-type.ts';
import type { Code } from '../../run/run.ts';
import type {
  Expression,
  NewArray,
  NewElements,
  NewExpression,
  NewMap,
} from '../../syntax/expression.ts';
import { methodKey, type ClassModel } from '../../types/class-model.ts';
import { chosenOverload } from '../../types/overload.ts';
import { bindings, objectTypeName } from '../../types/type-table.ts';
import { ApexList } from '../../values/apex-list.ts';
import { ApexMap } from '../../values/apex-map.ts';
import { ApexSet } from '../../values/apex-set.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { converted, convertedOrNot } from '../conversion.ts';
import { propertyNamed } from '../member/field-lookup.ts';
import { inContext } from '../member/method-lookup.ts';
import type { Scope } from '../scope.ts';
import { definite, problem, type Typed } from '../typed.ts';
import { passedArguments, typedArguments, typeList } from './arguments.ts';
import { constructorsOf } from '../member/constructor-lookup.ts';
import { isVisible } from '../member/visibility.ts';

/** `new Type(…)` of a user class, a type of the platform or a record. */
export function created(scope: Scope, expression: NewExpression): Typed {
  const type = scope.type(expression.type);
  const model = scope.table.classNamed(type.name);
  if (model) return createdObject(scope, expression, model);
  const native = scope.table.native(type.name);
  if (native) return createdNative(scope, expression, native, type);
  return createdRecord(scope, expression, type);
}

function createdObject(
  scope: Scope,
  { arguments: given, position }: NewExpression,
  model: ClassModel,
): Typed {
  const { table } = scope;
  const { kind, modifiers } = model.declaration;
  if (kind !== 'class') throw problem(position, `Type cannot be constructed: ${model.name}`);
  if (modifiers.flags.has('abstract')) {
    throw problem(position, `Abstract classes cannot be constructed: ${model.name}`);
  }
  const args = typedArguments(scope, given);
  const chosen = chosenOverload(
    table,
    constructorsOf(table, model),
    args.map(({ type }) => type),
  );
  if (!chosen) throw noConstructor(scope, typeName(model.name), args, position);
  const { declaration } = chosen;
  if (
    declaration &&
    !isVisible(table, { owner: model, modifiers: declaration.modifiers }, scope.model)
  ) {
    throw problem(
      position,
      `Constructor is not visible: [${model.name}].<Constructor>(${typeList(table, args)})`,
    );
  }
  const codes = passedArguments(scope, args, chosen.parameters, position);
  const type = scope.unit.classes.of(model);
  const key = methodKey('', chosen.parameters);
  const { line } = position;
  const code: Code = (frame) => {
    const values = codes.map((each) => each(frame));
    frame.line = line;
    return scope.unit.classes.instance(frame.run, type, key, values);
  };
  return { type: typeName(model.name), code };
}

function noConstructor(
  scope: Scope,
  type: TypeName,
  args: readonly Typed[],
  position: NewExpression['position'],
): Error {
  const name = scope.table.text(type);
  return problem(
    position,
    `Constructor not defined: [${name}].<Constructor>(${typeList(scope.table, args)})`,
  );
}

function createdNative(
  scope: Scope,
  { arguments: given, position }: NewExpression,
  native: NativeType,
  type: TypeName,
): Typed {
  const bound = bindings(native, type);
  const constructors = native.members
    .filter((each): each is NativeConstructor => each.kind === 'constructor')
    .map((each) => ({
      constructor: each,
      parameters: each.parameters.map((parameter) => inContext(scope.table, parameter.type, bound)),
    }));
  const args = typedArguments(scope, given);
  const chosen = chosenOverload(
    scope.table,
    constructors,
    args.map((each) => each.type),
  );
  if (!chosen) throw noConstructor(scope, type, args, position);
  const codes = passedArguments(scope, args, chosen.parameters, position);
  const code: Code = (frame) => {
    const values = codes.map((each) => each(frame));
    return chosen.constructor.invoke(frame.run, type, values);
  };
  return { type, code };
}

/** `new Account(Name = 'Acme')`: the arguments assign fields. */
function createdRecord(
  scope: Scope,
  { arguments: given, position }: NewExpression,
  type: TypeName,
): Typed {
  const shape = scope.table.shape(type.name);
  if (!shape) throw problem(position, `Type cannot be constructed: ${scope.table.text(type)}`);
  const fields = given.map((each) => recordField(scope, type, each));
  const names = fields.map(({ name }) => name);
  const repeated = names.find((each, at) => names.indexOf(each) !== at);
  if (repeated !== undefined) {
    throw problem(position, `Duplicate field initialization: ${repeated}`);
  }
  const code: Code = (frame) => {
    const record = shape.create(frame.run);
    for (const { set, value } of fields) set(frame.run, record, value(frame));
    return record;
  };
  return { type, code };
}

function recordField(scope: Scope, type: TypeName, argument: Expression) {
  if (argument.kind !== 'assign' || argument.operator || argument.target.kind !== 'name') {
    throw problem(
      argument.position,
      `Invalid constructor argument for ${type.name}: name fields, as in Name = value`,
    );
  }
  const { name } = argument.target;
  const found = propertyNamed(scope.table, type, name);
  if (!found) throw problem(argument.position, `Field does not exist: ${name} on ${type.name}`);
  const { set } = found.property;
  if (!set)
    throw problem(argument.position, `Field is not writeable: ${type.name}.${found.property.name}`);
  return {
    name: found.property.name,
    set,
    value: converted(scope, scope.value(argument.value), found.type, argument.position),
  };
}

/** `new List<String>{ … }` and `new Set<Id>{ … }`. */
export function createdElements(
  scope: Scope,
  { type: written, elements, position }: NewElements,
): Typed {
  const type = scope.type(written);
  const element = type.arguments[0] ?? objectTypeName;
  const codes = elements.map((each) => {
    const rule = 'Initial expression is of incorrect type, expected: $to but was: $from';
    return initial(scope, each, element, rule);
  });
  switch (type.name) {
    case 'List':
      return {
        type,
        code: (frame) =>
          new ApexList(
            element,
            codes.map((each) => each(frame)),
          ),
      };
    case 'Set':
      return { type, code: setCode(element, codes) };
    default:
      return emptyMap(scope, type, codes, position);
  }
}

/** An element as the type of its collection. The rule, with both types put in, is the problem where it doesn't fit. */
function initial(scope: Scope, expression: Expression, to: TypeName, rule: string): Code {
  const { table } = scope;
  const value = scope.value(expression);
  const code = convertedOrNot(table, value, to);
  if (code) return code;
  const text = rule.replace('$to', table.text(to)).replace('$from', table.text(value.type));
  throw problem(expression.position, text);
}

function setCode(element: TypeName, codes: readonly Code[]): Code {
  return (frame) => {
    const set = new ApexSet(element);
    for (const code of codes) set.add(frame.run, code(frame));
    return set;
  };
}

/** `new Map<Id, Account>{}` looks like a Set without elements. */
function emptyMap(
  scope: Scope,
  type: TypeName,
  codes: readonly Code[],
  position: NewElements['position'],
): Typed {
  if (type.name !== 'Map' || codes.length > 0) {
    throw problem(position, `Type cannot be constructed from elements: ${scope.table.text(type)}`);
  }
  const [key = objectTypeName, value = objectTypeName] = type.arguments;
  return { type, code: () => new ApexMap(key, value) };
}

/** `new Map<String, Integer>{ 'a' => 1 }`. */
export function createdMap(scope: Scope, { type: written, entries }: NewMap): Typed {
  const type = scope.type(written);
  const [keyType = objectTypeName, valueType = objectTypeName] = type.arguments;
  const codes = entries.map(({ key, value }) => ({
    key: initial(scope, key, keyType, `Invalid key type $from for ${scope.table.text(type)}`),
    value: initial(
      scope,
      value,
      valueType,
      `Invalid value type $from for ${scope.table.text(type)}`,
    ),
  }));
  const code: Code = (frame) => {
    const map = new ApexMap(keyType, valueType);
    for (const { key, value } of codes) map.put(frame.run, key(frame), value(frame));
    return map;
  };
  return { type, code };
}

/** `new String[3]`. */
export function createdArray(scope: Scope, { type: written, size }: NewArray): Typed {
  const type = scope.type(written);
  const count = converted(scope, scope.value(size), typeName('Integer'), size.position);
  const element = type.arguments[0] ?? objectTypeName;
  const code: Code = (frame) => {
    const length = definite(frame, count(frame)) as number;
    if (length >= 0) return new ApexList(element, new Array<null>(length).fill(null));
    throw frame.run.exception('ListException', 'Size of a list must not be negative');
  };
  return { type, code };
}
