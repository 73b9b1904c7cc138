import type { Code } from '../../run/run.ts';
import type { AssignExpression, Expression, StepExpression } from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import { typeName } from '../../values/type-name.ts';
import { converted } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { constant, problem, readable, type Place, type Typed } from '../typed.ts';
import { placeOf } from './access.ts';
import { combined } from './binary.ts';
import { isNumber } from './operators.ts';

/** `target = value`, `target += value`. Its value is what was assigned. */
export function assigned(
  scope: Scope,
  { operator, target, value, position }: AssignExpression,
): Typed {
  const place = assignable(scope, target);
  if (operator) {
    const right = scope.value(value);
    return changed(scope, place, position, (left) =>
      combined(scope, operator, left, right, position),
    );
  }
  const given = converted(scope, scope.value(value), place.type, position);
  const code: Code = (frame) => {
    const reference = place.bind(frame);
    const result = given(frame);
    reference.set(result);
    return result;
  };
  return { type: place.type, code };
}

/** `++x`, `x--`: the value after the step, or before it. */
export function stepped(
  scope: Scope,
  { operator, isPrefix, target, position }: StepExpression,
): Typed {
  const place = assignable(scope, target);
  const one = constant(typeName('Integer'), 1);
  const sign = operator === '++' ? '+' : '-';
  if (!isNumber(place.type)) {
    const where = isPrefix ? 'prefix' : 'postfix';
    const rule = `Unary ${where} increment/decrement can only be applied to numeric expressions`;
    throw problem(position, `${rule}: ${scope.table.text(place.type)}`);
  }
  const step = (left: Typed) => combined(scope, sign, left, one, position);
  return changed(scope, place, position, step, !isPrefix);
}

function assignable(scope: Scope, target: Expression): Place {
  const place = placeOf(scope, target);
  place.assertAssignable();
  return place;
}

/** Reads the place, assigns what `change` makes of it, and answers that or what was there. */
function changed(
  scope: Scope,
  place: Place,
  position: Position,
  change: (left: Typed) => Typed,
  answersOld = false,
): Typed {
  const slot = scope.newSlot();
  const { type } = readable(place);
  const before: Typed = { type, code: ({ locals }) => locals[slot] ?? null };
  const after = converted(scope, change(before), place.type, position);
  const code: Code = (frame) => {
    const reference = place.bind(frame);
    const old = reference.get();
    frame.locals[slot] = old;
    const result = after(frame);
    reference.set(result);
    return answersOld ? old : result;
  };
  return { type: place.type, code };
}
