import type { CallExpression, Expression } from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import type { ClassModel } from '../../types/class-model.ts';
import { chosenOverload } from '../../types/overload.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { methodsNamed, type MethodCandidate } from '../member/method-lookup.ts';
import type { Scope } from '../scope.ts';
import { problem, type Typed } from '../typed.ts';
import { chained, guarded } from './access.ts';
import { passedArguments, typedArguments } from './arguments.ts';
import { assertCallable, missingMethod } from './call-checks.ts';
import { invocation } from './invocation.ts';
import { meaningOf, shadowedType } from './name.ts';
import type { Receiver } from './receiver.ts';

/** A method call of any kind. Throws ApexProblemError "Method does not exist or incorrect signature". */
export function called(scope: Scope, call: CallExpression): Typed {
  const { target } = call;
  if (!target) return calledOn(scope, call, { kind: 'self' });
  if (target.kind === 'super') return calledOn(scope, call, { kind: 'super' });
  const meaning = meaningOf(scope, target);
  if (meaning?.kind === 'type') return calledOn(scope, call, { kind: 'type', type: meaning.type });
  const type = shadowingType(scope, call, target);
  if (type) return calledOn(scope, call, { kind: 'type', type });
  const value = scope.target(target);
  if (call.isNullSafe) return nullSafeCall(scope, call, value);
  return chained(scope, value, (each) => calledOn(scope, call, { kind: 'value', value: each }));
}

/** The type that is meant where a variable has its name but no such method. */
function shadowingType(
  scope: Scope,
  call: CallExpression,
  target: Expression,
): TypeName | undefined {
  const type = shadowedType(scope, target);
  if (!type) return undefined;
  const { type: variable } = scope.target(target);
  const hasMethod = methodsNamed(scope.table, variable, call.name).some((each) => !each.isStatic);
  return hasMethod ? undefined : type;
}

function nullSafeCall(scope: Scope, call: CallExpression, target: Typed): Typed {
  const slot = scope.newSlot();
  const value: Typed = { type: target.type, code: ({ locals }) => locals[slot] ?? null };
  const rest = calledOn(scope, call, { kind: 'value', value });
  return { type: rest.type, isChain: true, code: guarded(target.code, slot, rest.code) };
}

function calledOn(scope: Scope, call: CallExpression, receiver: Receiver): Typed {
  const args = typedArguments(scope, call.arguments);
  const types = args.map(({ type }) => type);
  const candidates = candidatesFor(scope, call, receiver);
  const method = chosenOverload(scope.table, candidates, types);
  if (!method) throw missingMethod(scope, call, receiver, args);
  assertCallable(scope, call, receiver, method);
  const codes = passedArguments(scope, args, method.parameters, call.position);
  return {
    type: method.returns,
    isQuery: isDynamicQuery(receiver, method),
    code: invocation(scope, call, receiver, method, codes),
  };
}

/** `Database.query(…)` stands for its only record as a query between brackets does. */
function isDynamicQuery(receiver: Receiver, candidate: MethodCandidate): boolean {
  if (receiver.kind !== 'type' || receiver.type.name !== 'Database') return false;
  return candidate.kind === 'native' && /^query/i.test(candidate.method.signature.name);
}

function candidatesFor(
  scope: Scope,
  call: CallExpression,
  receiver: Receiver,
): readonly MethodCandidate[] {
  switch (receiver.kind) {
    case 'self':
      return ownCandidates(scope, call.name);
    case 'super':
      return methodsNamed(scope.table, superType(scope, call.position), call.name);
    case 'type':
      return methodsNamed(scope.table, receiver.type, call.name).filter(({ isStatic }) => isStatic);
    case 'value':
      return methodsNamed(scope.table, receiver.value.type, call.name).filter(
        ({ isStatic }) => !isStatic,
      );
  }
}

/** Methods of the class and of what it extends, and the static ones of the classes around it. */
function ownCandidates(scope: Scope, name: string): readonly MethodCandidate[] {
  const own = methodsNamed(scope.table, typeName(scope.model.name), name);
  const outer: MethodCandidate[] = [];
  for (let model: ClassModel | undefined = scope.model.outer; model; model = model.outer) {
    const found = methodsNamed(scope.table, typeName(model.name), name);
    outer.push(...found.filter(({ isStatic, kind }) => isStatic && kind === 'user'));
  }
  return [...own, ...outer];
}

/** The class above. Throws ApexProblemError where there is none, and where no instance is at hand. */
export function superType({ model, body }: Scope, position: Position): TypeName {
  if (body.isStatic) throw problem(position, 'Super cannot be referenced in a static context');
  if (model.superclass) return model.superclass;
  throw problem(position, `No super type defined: ${model.name}`);
}
