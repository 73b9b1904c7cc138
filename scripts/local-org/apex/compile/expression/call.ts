import {
  methodOf,
  type Callable,
  type Code,
  type Frame,
  type RuntimeClass,
} from '../../run/run.ts';
import type { CallExpression, Expression } from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import { methodKey, type ClassModel, type MethodModel } from '../../types/class-model.ts';
import { chosenOverload } from '../../types/overload.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { methodsNamed, type MethodCandidate } from '../member/method-lookup.ts';
import { signatureOf, signatureText } from '../member/signature-text.ts';
import { isVisible } from '../member/visibility.ts';
import type { Scope } from '../scope.ts';
import { nullReference, problem, type Typed } from '../typed.ts';
import { chained, guarded } from './access.ts';
import { passedArguments, typedArguments, typeList } from './arguments.ts';
import { meaningOf, shadowedType } from './name.ts';

/** Whom a method is called on. */
type Receiver =
  | { readonly kind: 'self' }
  | { readonly kind: 'super' }
  | { readonly kind: 'type'; readonly type: TypeName }
  | { readonly kind: 'value'; readonly value: Typed };

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

function missingMethod(
  scope: Scope,
  call: CallExpression,
  receiver: Receiver,
  args: readonly Typed[],
): Error {
  const other = otherKind(scope, call, receiver, args);
  if (other) return other;
  const signature = `${call.name}(${typeList(scope.table, args)})`;
  const text = `Method does not exist or incorrect signature: void ${signature} from the type ${receiverText(scope, receiver)}`;
  return problem(call.position, text);
}

/** The problem where the method is there, but static for an instance or the other way round. */
function otherKind(
  { table }: Scope,
  { name, position }: CallExpression,
  receiver: Receiver,
  args: readonly Typed[],
): Error | undefined {
  if (receiver.kind !== 'type' && receiver.kind !== 'value') return undefined;
  const type = receiver.kind === 'type' ? receiver.type : receiver.value.type;
  const types = args.map((each) => each.type);
  const found = chosenOverload(table, methodsNamed(table, type, name), types);
  if (found?.kind !== 'user') return undefined;
  const signature = signatureText(table, signatureOf(found.method));
  return problem(
    position,
    found.isStatic
      ? `Static method cannot be referenced from a non static context: ${signature}`
      : `Non static method cannot be referenced from a static context: ${signature}`,
  );
}

function receiverText(scope: Scope, receiver: Receiver): string {
  if (receiver.kind === 'value') return scope.table.text(receiver.value.type);
  return receiver.kind === 'type' ? scope.table.text(receiver.type) : scope.model.name;
}

function assertCallable(
  scope: Scope,
  call: CallExpression,
  receiver: Receiver,
  candidate: MethodCandidate,
): void {
  if (candidate.kind === 'native') return;
  const { method } = candidate;
  const { owner, declaration, isStatic } = method;
  const signature = signatureText(scope.table, signatureOf(method));
  if (!isVisible(scope.table, { owner, modifiers: declaration.modifiers }, scope.model)) {
    throw problem(call.position, `Method is not visible: ${signature}`);
  }
  if (receiver.kind === 'super' && !declaration.body) {
    throw problem(call.position, `Abstract method cannot be called directly: ${signature}`);
  }
  if (receiver.kind === 'self' && !isStatic && scope.body.isStatic) {
    throw problem(
      call.position,
      `Non static method cannot be referenced from a static context: ${signature}`,
    );
  }
}

function invocation(
  scope: Scope,
  { position, name }: CallExpression,
  receiver: Receiver,
  candidate: MethodCandidate,
  args: readonly Code[],
): Code {
  const { line } = position;
  const self = selfOf(receiver);
  const call = callOf(scope, receiver, candidate, name, args.length);
  return (frame) => {
    const target = self(frame);
    const values = args.map((each) => each(frame));
    frame.line = line;
    return call(frame, target, values);
  };
}

function selfOf(receiver: Receiver): Code {
  if (receiver.kind === 'value') return receiver.value.code;
  return receiver.kind === 'type' ? () => null : ({ self }) => self;
}

type Call = (frame: Frame, self: ApexValue, args: readonly ApexValue[]) => ApexValue;

function callOf(
  scope: Scope,
  receiver: Receiver,
  candidate: MethodCandidate,
  name: string,
  count: number,
): Call {
  if (candidate.kind === 'user') return userCall(scope, receiver, candidate.method);
  const { method } = candidate;
  if (candidate.isStatic) return ({ run }, _self, args) => method.invoke(run, null, args);
  const isOwn = receiver.kind !== 'super';
  return ({ run }, self, args) => {
    // What a user class declares itself comes before what the platform says of it: compareTo, getMessage, toString.
    const own =
      isOwn && self instanceof ApexObject ? run.declaredMethod(self, name, count) : undefined;
    return own ? own(...args) : method.invoke(run, self, args);
  };
}

function userCall(scope: Scope, receiver: Receiver, method: MethodModel): Call {
  const key = methodKey(method.name, method.parameters);
  const { access, flags } = method.declaration.modifiers;
  const { owner } = method;
  if (owner.declaration.kind === 'interface') return virtualCall(key);
  const type = scope.unit.classes.of(owner);
  if (method.isStatic) return staticCall(type, key);
  const isPrivate = (access ?? 'private') === 'private' && !flags.has('override');
  return isPrivate || receiver.kind === 'super' ? directCall(type, key) : virtualCall(key);
}

function staticCall(type: RuntimeClass, key: string): Call {
  return ({ run }, _self, args) => {
    run.staticsOf(type);
    return existing(type, key)(run, null, args);
  };
}

function directCall(type: RuntimeClass, key: string): Call {
  return (frame, self, args) => {
    if (self === null) throw nullReference(frame);
    return existing(type, key)(frame.run, self, args);
  };
}

function virtualCall(key: string): Call {
  return (frame, self, args) => {
    if (!(self instanceof ApexObject)) throw nullReference(frame);
    return existing(self.apexClass as RuntimeClass, key)(frame.run, self, args);
  };
}

function existing(type: RuntimeClass, key: string): Callable {
  const callable = methodOf(type, key);
  if (callable) return callable;
  throw new Error(`${type.name} lacks ${key}`);
}
