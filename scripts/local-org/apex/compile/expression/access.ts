import type { Code } from '../../run/run.ts';
import type { Expression, IndexExpression, MemberExpression } from '../../syntax/expression.ts';
import { typeKey } from '../../types/class-model.ts';
import { objectTypeName } from '../../types/type-table.ts';
import type { ApexList } from '../../values/apex-list.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName } from '../../values/type-name.ts';
import { convertedOrNot, recordOrNull } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { definite, problem, readable, type Place, type Typed } from '../typed.ts';
import { memberOf } from './member.ts';
import { meaningOf } from './name.ts';

const integerType = typeName('Integer');

/** A name, a member or an element, read. */
export function accessed(scope: Scope, expression: Expression): Typed {
  const meaning = meaningOf(scope, expression);
  if (meaning?.kind === 'value') return meaning.value;
  return readable(meaning?.kind === 'place' ? meaning.place : placeOf(scope, expression));
}

/** The place an expression names. Throws ApexProblemError for what can't be assigned. */
export function placeOf(scope: Scope, expression: Expression): Place {
  const meaning = meaningOf(scope, expression);
  if (meaning?.kind === 'place') return meaning.place;
  if (expression.kind === 'member' && meaning === undefined) return memberPlace(scope, expression);
  if (expression.kind === 'index') {
    const target = unbroken(scope.target(expression.target), expression);
    return elementPlace(scope, target, expression);
  }
  if (expression.kind === 'name' || expression.kind === 'member') {
    throw problem(expression.position, `Variable does not exist: ${expression.name}`);
  }
  throw problem(expression.position, 'Expression cannot be assigned');
}

function memberPlace(scope: Scope, member: MemberExpression): Place {
  const head = meaningOf(scope, member.target);
  if (head?.kind === 'type')
    throw problem(member.position, `Variable does not exist: ${member.name}`);
  const target = unbroken(scope.target(member.target), member);
  return memberOf(scope, target, member).place;
}

/** A chain that may end early is no place. */
function unbroken(target: Typed, expression: MemberExpression | IndexExpression): Typed {
  const isNullSafe = expression.kind === 'member' && expression.isNullSafe;
  if (target.isChain !== true && !isNullSafe) return target;
  throw problem(expression.position, 'Expression cannot be assigned');
}

/** `value?.name`: undefined where the value is null, and the chain ends there. */
export function nullSafeMember(scope: Scope, member: MemberExpression): Typed {
  const given = scope.target(member.target);
  const target = recordOrNull(scope.table, given) ?? given;
  const slot = scope.newSlot();
  const kept: Typed = { type: target.type, code: ({ locals }) => locals[slot] ?? null };
  const { type, code } = readable(memberOf(scope, kept, member).place);
  return { type, isChain: true, code: guarded(target.code, slot, code) };
}

/** Evaluates the target once, into its slot, and the rest only where it isn't null. */
export function guarded(target: Code, slot: number, rest: Code): Code {
  return (frame) => {
    const value = target(frame) ?? null;
    if (value === null) return undefined as unknown as ApexValue;
    frame.locals[slot] = value;
    return rest(frame);
  };
}

/** The code of a chain's next link: where the chain has ended it ends too. */
export function chained(scope: Scope, target: Typed, link: (target: Typed) => Typed): Typed {
  if (target.isChain !== true) return link(target);
  const slot = scope.newSlot();
  const rest = link({ type: target.type, code: ({ locals }) => locals[slot] ?? null });
  const code: Code = (frame) => {
    const value = target.code(frame) as ApexValue | undefined;
    if (value === undefined) return value as unknown as ApexValue;
    frame.locals[slot] = value;
    return rest.code(frame);
  };
  return { ...rest, code, isChain: true };
}

/** `list[index]`. */
export function elementPlace(scope: Scope, target: Typed, expression: IndexExpression): Place {
  if (typeKey(typeName(target.type.name)) !== 'list') {
    const text = scope.table.text(target.type);
    throw problem(expression.position, `Expression must be a list type: ${text}`);
  }
  const index = scope.value(expression.index);
  const at = convertedOrNot(scope.table, index, integerType);
  if (!at) {
    const rule = `List index must be of type Integer: ${scope.table.text(index.type)}`;
    throw problem(expression.index.position, rule);
  }
  const list: Code = (frame) => definite(frame, target.code(frame));
  const get: Code = (frame) => {
    const elements = list(frame) as ApexList;
    return elements.get(frame.run, definite(frame, at(frame)) as number);
  };
  return {
    type: target.type.arguments[0] ?? objectTypeName,
    code: get,
    assertAssignable: () => undefined,
    bind: (frame) => {
      const { run } = frame;
      const elements = list(frame) as ApexList;
      const position = definite(frame, at(frame)) as number;
      return {
        get: () => elements.get(run, position),
        set: (value) => {
          elements.set(run, position, value);
        },
      };
    },
  };
}
