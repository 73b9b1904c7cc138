import type { Callable, Code, Frame, RuntimeClass } from '../../run/run.ts';
import type { ConstructorCall } from '../../syntax/expression.ts';
import type { Block } from '../../syntax/statement.ts';
import { type ConstructorModel, methodKey } from '../../types/class-model.ts';
import { chosenOverload } from '../../types/overload.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { passedArguments, typedArguments, typeList } from '../expression/arguments.ts';
import { constructorsOf, exceptionParameters } from '../member/constructor-lookup.ts';
import { isVisible } from '../member/visibility.ts';
import { Scope, type Unit } from '../scope.ts';
import { block } from '../statement/statements.ts';
import { problem } from '../typed.ts';
import { callable, declareParameters } from './body.ts';
import type { Guard } from './problems.ts';
import { constructorOf } from './runtime-classes.ts';

/** Declared constructors, and those the language adds. */
export function compileConstructors(unit: Unit, type: RuntimeClass, guard: Guard): void {
  const { model } = type;
  if (type.isException) addExceptionConstructors(type);
  else if (model.constructors.length === 0) addDefaultConstructor(unit, type, guard);
  for (const constructor of model.constructors) {
    guard(() => {
      compileConstructor(unit, type, constructor);
    });
  }
}

/** `()`, `(message)`, `(cause)` and `(message, cause)`: they fill what the platform keeps of an exception. */
function addExceptionConstructors(type: RuntimeClass): void {
  for (const parameters of exceptionParameters) {
    type.constructors.set(methodKey('', parameters), (run, self, args) => {
      fillException(self as ApexObject, args);
      initializeWith(type, run, self);
      return null;
    });
  }
}

function fillException({ exception }: ApexObject, args: readonly ApexValue[]): void {
  if (!exception) throw new Error('An exception without state');
  const [first = null, second = null] = args;
  const cause = first instanceof ApexObject ? first : second;
  exception.message = typeof first === 'string' ? first : (causeMessage(first) ?? null);
  exception.cause = cause instanceof ApexObject ? cause : null;
}

function causeMessage(cause: ApexValue): string | null | undefined {
  return cause instanceof ApexObject ? cause.exception?.message : undefined;
}

/** Fields of the classes above first. */
function initializeWith(type: RuntimeClass, run: Frame['run'], self: ApexValue): void {
  if (type.superclass) initializeWith(type.superclass, run, self);
  type.initialize(run, self);
}

function addDefaultConstructor(unit: Unit, type: RuntimeClass, guard: Guard): void {
  const { superclass, model } = type;
  const key = methodKey('', []);
  guard(() => {
    const inherited = superclass ? constructorsOf(unit.table, superclass.model) : [];
    if (superclass && !inherited.some(({ parameters }) => parameters.length === 0)) {
      throw problem(
        model.declaration.position,
        `No default constructor available in super type: ${superclass.name}`,
      );
    }
  });
  type.constructors.set(key, (run, self) => {
    if (superclass) constructorOf(superclass, key)(run, self, []);
    type.initialize(run, self);
    return null;
  });
}

function compileConstructor(unit: Unit, type: RuntimeClass, model: ConstructorModel): void {
  const { declaration, parameters, owner } = model;
  const body = {
    isStatic: false,
    returns: undefined,
    label: `Class.${owner.name}.<init>`,
    initializes: true,
    isConstructor: true,
  };
  const scope = new Scope(unit, owner, body);
  declareParameters(scope, { names: declaration.parameters, types: parameters });
  const { call, rest } = split(declaration.body);
  const begin = beginning(scope, type, call, declaration.position);
  const step = block(scope, rest);
  const { line } = declaration.position;
  unit.lines.add(line);
  const run: Callable = callable(
    unit,
    body,
    (frame) => {
      frame.run.step(frame, line);
      begin(frame);
      return step(frame);
    },
    line,
  );
  type.constructors.set(methodKey('', parameters), run);
}

/** `this(…)` or `super(…)` at the beginning, and what follows. */
function split(body: Block): { readonly call: ConstructorCall | undefined; readonly rest: Block } {
  const [first, ...others] = body.statements;
  if (first?.kind !== 'expression' || first.expression.kind !== 'constructorCall') {
    return { call: undefined, rest: body };
  }
  return { call: first.expression, rest: { ...body, statements: others } };
}

type Begin = (frame: Frame) => void;

/** What comes before the body: another constructor, and the class's own field values unless that one sets them. */
function beginning(
  scope: Scope,
  type: RuntimeClass,
  call: ConstructorCall | undefined,
  position: ConstructorCall['position'],
): Begin {
  const { superclass } = type;
  const begin = call ? explicitCall(scope, type, call) : implicitCall(scope, superclass, position);
  if (call?.which === 'this') return begin;
  return (frame) => {
    begin(frame);
    type.initialize(frame.run, frame.self);
  };
}

function implicitCall(
  scope: Scope,
  superclass: RuntimeClass | undefined,
  position: ConstructorCall['position'],
): Begin {
  if (!superclass) return () => undefined;
  const candidates = constructorsOf(scope.table, superclass.model);
  if (!candidates.some(({ parameters }) => parameters.length === 0)) {
    throw problem(position, `No default constructor available in super type: ${superclass.name}`);
  }
  const key = methodKey('', []);
  return (frame) => {
    constructorOf(superclass, key)(frame.run, frame.self, []);
  };
}

function explicitCall(scope: Scope, type: RuntimeClass, call: ConstructorCall): Begin {
  const args = typedArguments(scope.beforeInstance(), call.arguments);
  const types = args.map((each) => each.type);
  const target = call.which === 'this' ? type : type.superclass;
  if (!target) return platformConstructor(scope, type, call);
  const chosen = chosenOverload(scope.table, constructorsOf(scope.table, target.model), types);
  const modifiers = chosen?.declaration?.modifiers;
  const isReachable =
    !modifiers || isVisible(scope.table, { owner: target.model, modifiers }, scope.model);
  if (!chosen || !isReachable) {
    throw problem(
      call.position,
      `Constructor not defined: [${target.name}].<Constructor>(${typeList(scope.table, args)})`,
    );
  }
  const codes = passedArguments(scope, args, chosen.parameters, call.position);
  const key = methodKey('', chosen.parameters);
  return (frame) => {
    constructorOf(target, key)(frame.run, frame.self, valuesOf(frame, codes));
  };
}

/** `super(message)` of an exception whose superclass is the platform's Exception. */
function platformConstructor(scope: Scope, type: RuntimeClass, call: ConstructorCall): Begin {
  const args = typedArguments(scope.beforeInstance(), call.arguments);
  const candidates = exceptionParameters.map((parameters) => ({ parameters }));
  const chosen = chosenOverload(
    scope.table,
    candidates,
    args.map((each) => each.type),
  );
  if (!chosen || (!type.isException && args.length > 0)) {
    throw problem(
      call.position,
      `Constructor not defined: [Exception].<Constructor>(${typeList(scope.table, args)})`,
    );
  }
  if (!type.isException) return () => undefined;
  const codes = passedArguments(scope, args, chosen.parameters, call.position);
  return (frame) => {
    fillException(frame.self as ApexObject, valuesOf(frame, codes));
  };
}

function valuesOf(frame: Frame, codes: readonly Code[]): readonly ApexValue[] {
  return codes.map((each) => each(frame));
}
