import type { Run, RuntimeClass } from '../../run/run.ts';
import type { Accessor, InitializerDeclaration } from '../../syntax/declaration.ts';
import {
  type ClassModel,
  type FieldModel,
  type MethodModel,
  methodKey,
} from '../../types/class-model.ts';
import { voidType } from '../../types/type-table.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { converted } from '../conversion.ts';
import { keepsValue } from '../member/property.ts';
import { Scope, type Body, type Unit } from '../scope.ts';
import { completes } from '../statement/completes.ts';
import { block } from '../statement/statements.ts';
import { problem } from '../typed.ts';
import { callableBlock, effectOf } from './body.ts';
import type { Guard } from './problems.ts';
import { compileConstructors } from './compile-constructor.ts';

/** Compiles all bodies of a class into its runtime class. */
export function compileClass(unit: Unit, model: ClassModel, guard: Guard): void {
  const type = unit.classes.of(model);
  for (const method of model.methods) {
    guard(() => {
      compileMethod(unit, type, method);
    });
  }
  for (const field of model.fields) {
    guard(() => {
      compileAccessors(unit, type, field);
    });
  }
  compileInitializers(unit, type, guard);
  compileConstructors(unit, type, guard);
}

function compileMethod(unit: Unit, type: RuntimeClass, method: MethodModel): void {
  const { name, parameters, returns, isStatic, declaration, owner } = method;
  if (!declaration.body) return;
  const body = { isStatic, returns, label: `Class.${owner.name}.${name}` };
  const scope = new Scope(unit, owner, body);
  const names = declaration.parameters;
  const call = callableBlock(scope, { names, types: parameters }, declaration.body);
  if (returns !== voidType && completes(declaration.body)) {
    throw problem(
      declaration.position,
      `Missing return statement required return type: ${unit.table.text(returns)}`,
    );
  }
  type.methods.set(methodKey(name, parameters), call);
}

function compileAccessors(unit: Unit, type: RuntimeClass, field: FieldModel): void {
  const { getter, setter } = field.property ?? {};
  const key = field.name.toLowerCase();
  if (getter) compileGetter(unit, type, field, getter, `get ${key}`);
  if (setter) compileSetter(unit, type, field, setter, `set ${key}`);
}

function accessorScope(
  unit: Unit,
  field: FieldModel,
  accessor: 'get' | 'set',
  isVoid: boolean,
): Scope {
  return new Scope(unit, field.owner, {
    isStatic: field.isStatic,
    returns: isVoid ? voidType : field.type,
    label: `Class.${field.owner.name}.__sfdc_${field.name}.${accessor}`,
    accessorOf: field,
  });
}

function compileGetter(
  unit: Unit,
  type: RuntimeClass,
  field: FieldModel,
  { body }: Accessor,
  key: string,
): void {
  if (body) {
    const scope = accessorScope(unit, field, 'get', false);
    type.methods.set(key, callableBlock(scope, { names: [], types: [] }, body));
    return;
  }
  type.methods.set(key, (run, self) => keptValue(unit, run, field, self));
}

function keptValue(unit: Unit, run: Run, field: FieldModel, self: ApexValue): ApexValue {
  if (field.isStatic)
    return run.staticsOf(unit.classes.of(field.owner)).get(field.name.toLowerCase()) ?? null;
  return (self as ApexObject).fields[unit.classes.slotOf(field)] ?? null;
}

function compileSetter(
  unit: Unit,
  type: RuntimeClass,
  field: FieldModel,
  { body, position }: Accessor,
  key: string,
): void {
  if (body) {
    const scope = accessorScope(unit, field, 'set', true);
    scope.declare('value', field.type, position);
    type.methods.set(key, callableBlock(scope, { names: [], types: [] }, body));
    return;
  }
  type.methods.set(key, (run, self, [value = null]) => {
    if (field.isStatic) {
      run.staticsOf(unit.classes.of(field.owner)).set(field.name.toLowerCase(), value);
    } else {
      (self as ApexObject).fields[unit.classes.slotOf(field)] = value;
    }
    return null;
  });
}

type Effect = (run: Run, self: ApexValue) => void;

/** Field values and blocks between the members, in source order. */
function compileInitializers(unit: Unit, type: RuntimeClass, guard: Guard): void {
  const effects: { readonly isStatic: boolean; readonly effect: Effect }[] = [];
  const { model } = type;
  const { declaration } = model;
  for (const member of declaration.kind === 'class' ? declaration.members : []) {
    guard(() => {
      if (member.kind === 'initializer') {
        effects.push({ isStatic: member.isStatic, effect: initializer(unit, model, member) });
      }
      if (member.kind !== 'field') return;
      const field = model.fields.find((each) => each.name === member.name);
      const effect = field && fieldInitializer(unit, field);
      if (effect) effects.push({ isStatic: field.isStatic, effect });
    });
  }
  type.initialize = inOrder(effects.filter(({ isStatic }) => !isStatic));
  const statics = inOrder(effects.filter(({ isStatic }) => isStatic));
  type.initializeStatics = (run) => {
    if (type.superclass) run.staticsOf(type.superclass);
    statics(run, null);
  };
}

function inOrder(effects: readonly { readonly effect: Effect }[]): Effect {
  return (run, self) => {
    for (const { effect } of effects) effect(run, self);
  };
}

function initializer(
  unit: Unit,
  model: ClassModel,
  { body, isStatic }: InitializerDeclaration,
): Effect {
  const label = isStatic ? `Class.${model.name}.<clinit>` : `Class.${model.name}`;
  const context: Body = { isStatic, returns: undefined, label, initializes: true };
  const scope = new Scope(unit, model, context);
  return effectOf(unit, context, block(scope, body), body.position.line);
}

function fieldInitializer(unit: Unit, field: FieldModel): Effect | undefined {
  const { value, owner, isStatic, type } = field;
  if (!value || !keepsValue(field)) return undefined;
  const label = isStatic ? `Class.${owner.name}.<clinit>` : `Class.${owner.name}.<init>`;
  const body: Body = { isStatic, returns: undefined, label, initializes: true };
  const scope = new Scope(unit, owner, body);
  const code = converted(scope, scope.value(value), type, value.position);
  const { line } = value.position;
  unit.lines.add(line);
  const runtime = unit.classes.of(owner);
  const slot = isStatic ? undefined : unit.classes.slotOf(field);
  const key = field.name.toLowerCase();
  const step = effectOf(
    unit,
    body,
    (frame): undefined => {
      frame.run.step(frame, line);
      const given = code(frame);
      if (slot === undefined) frame.run.staticsOf(runtime).set(key, given);
      else (frame.self as ApexObject).fields[slot] = given;
    },
    line,
  );
  return step;
}
