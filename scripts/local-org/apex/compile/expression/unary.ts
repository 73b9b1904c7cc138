import type { Code, Frame } from '../../run/run.ts';
import type { ConditionalExpression, UnaryExpression } from '../../syntax/expression.ts';
import { typeKey } from '../../types/class-model.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName } from '../../values/type-name.ts';
import { commonType, converted } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { definite, problem, type Typed } from '../typed.ts';
import { conditionCode } from './binary.ts';
import { numberKinds } from './operators.ts';

/** `-x`, `!x`, `~x`, `+x`. */
export function unary(scope: Scope, { operator, operand, position }: UnaryExpression): Typed {
  const value = scope.value(operand);
  if (operator === '!') {
    if (typeKey(value.type) !== 'boolean') {
      throw problem(position, '! operator can only be applied to boolean expressions');
    }
    const condition = conditionCode(scope, value, position);
    return { type: typeName('Boolean'), code: (frame) => !condition(frame) };
  }
  const allowed =
    operator === '~' ? ['integer', 'long'] : numberKinds.map((each) => each.toLowerCase());
  if (!allowed.includes(typeKey(value.type))) {
    const rule =
      operator === '~'
        ? `Invalid type for bitwise negate: ${scope.table.text(value.type)}`
        : 'Unary negation must use a numeric argument';
    throw problem(position, rule);
  }
  const change = { '-': negated, '~': inverted, '+': (same: ApexValue) => same }[operator];
  const code: Code = (frame: Frame) => change(definite(frame, value.code(frame)));
  return { type: value.type, code };
}

function negated(value: ApexValue): ApexValue {
  if (typeof value === 'number') return -value | 0;
  if (typeof value === 'bigint') return BigInt.asIntN(64, -value);
  if (value instanceof ApexDouble) return new ApexDouble(-value.value);
  return value instanceof ApexDecimal ? value.negated() : value;
}

function inverted(value: ApexValue): ApexValue {
  return typeof value === 'bigint' ? ~value : ~Number(value);
}

/** `condition ? a : b`. */
export function conditional(scope: Scope, expression: ConditionalExpression): Typed {
  const { condition, whenTrue, whenFalse, position } = expression;
  const test = conditionCode(scope, scope.value(condition), condition.position);
  const [yes, no] = [scope.value(whenTrue), scope.value(whenFalse)];
  const type = commonType(scope.table, yes.type, no.type);
  if (!type) {
    const [first, second] = [yes, no].map((each) => scope.table.text(each.type));
    throw problem(position, `Incompatible types in ternary operator: ${first}, ${second}`);
  }
  const first = converted(scope, yes, type, position);
  const second = converted(scope, no, type, position);
  return { type, code: (frame) => (test(frame) ? first(frame) : second(frame)) };
}
