import {
  methodOf,
  type Callable,
  type Code,
  type Frame,
  type RuntimeClass,
} from '../../run/run.ts';
import type { CallExpression } from '../../syntax/expression.ts';
import { methodKey, type MethodModel } from '../../types/class-model.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import type { MethodCandidate } from '../member/method-lookup.ts';
import type { Scope } from '../scope.ts';
import { nullReference } from '../typed.ts';
import type { Receiver } from './receiver.ts';

/** The code of a call whose method is chosen: receiver, arguments, then the method itself. */
export function invocation(
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
