import type { CallExpression } from '../../syntax/expression.ts';
import { chosenOverload } from '../../types/overload.ts';
import { methodsNamed, type MethodCandidate } from '../member/method-lookup.ts';
import { signatureOf, signatureText } from '../member/signature-text.ts';
import { isVisible } from '../member/visibility.ts';
import type { Scope } from '../scope.ts';
import { problem, type Typed } from '../typed.ts';
import { typeList } from './arguments.ts';
import type { Receiver } from './receiver.ts';

/** The problem of a call that no method fits. */
export function missingMethod(
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

/** Throws ApexProblemError where the chosen method can't be called from there. */
export function assertCallable(
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
  if (receiver.kind === 'self' && !isStatic) assertInstance(scope, call, signature);
}

/** Throws ApexProblemError where there is no instance to call a method of. */
function assertInstance({ body }: Scope, { position }: CallExpression, signature: string): void {
  if (body.isStatic) {
    const rule = 'Non static method cannot be referenced from a static context';
    throw problem(position, `${rule}: ${signature}`);
  }
  if (body.isBeforeInstance === true) {
    const rule = 'Cannot reference instance methods in a constructor invocation';
    throw problem(position, `${rule}: ${signature}`);
  }
}
