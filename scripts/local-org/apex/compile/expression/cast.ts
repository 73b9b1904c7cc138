import { isInstance, runtimeType } from '../../library/runtime-type.ts';
import type { Code, Frame } from '../../run/run.ts';
import type {
  CastExpression,
  ClassLiteral,
  InstanceOfExpression,
} from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import { typeKey } from '../../types/class-model.ts';
import { ApexDate } from '../../values/apex-date.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexType } from '../../values/apex-type.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName, typeNameText, type TypeName } from '../../values/type-name.ts';
import { convertedOrNot, onlyRecord } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { constant, problem, type Typed } from '../typed.ts';
import { isNumber } from './operators.ts';

/** `(Type) value`. */
export function cast(scope: Scope, { type: written, operand, position }: CastExpression): Typed {
  const type = scope.type(written);
  const value = scope.value(operand);
  const widened = convertedOrNot(scope.table, value, type);
  if (widened) return { type, code: widened };
  if (isNumber(value.type) && isNumber(type)) return { type, code: narrowed(value.code, type) };
  const checked = recordOf(scope, value, type);
  if (!mayBe(scope, checked.type, type)) throw neverInstance(scope, checked.type, type, position);
  return { type, code: checkedCast(checked.code, type) };
}

/** `(Account) [SELECT …]` casts the only record. */
function recordOf(scope: Scope, value: Typed, to: TypeName): Typed {
  const [row] = value.type.arguments;
  if (value.isQuery !== true || !row || !scope.table.isSObject(to)) return value;
  return { type: row, code: onlyRecord(scope.table, value.code) };
}

function mayBe({ table }: Scope, from: TypeName, to: TypeName): boolean {
  if (table.isSubtype(to, from) || table.isSubtype(from, to)) return true;
  // A class may implement an interface in a subclass nobody sees here.
  return isInterface(table.classNamed(from.name)) || isInterface(table.classNamed(to.name));
}

function isInterface(
  model: { readonly declaration: { readonly kind: string } } | undefined,
): boolean {
  return model?.declaration.kind === 'interface';
}

function neverInstance(scope: Scope, from: TypeName, to: TypeName, position: Position): Error {
  const [first, second] = [from, to].map((each) => scope.table.text(each));
  return problem(
    position,
    `Incompatible types since an instance of ${first} is never an instance of ${second}`,
  );
}

/** The value if it is of the type at run time, else a TypeException. */
export function checkedCast(code: Code, type: TypeName): Code {
  return (frame) => {
    const value = code(frame);
    if (value === null || isInstance(frame.run, value, type)) return value;
    if (isDayAsMoment(value, type)) return new ApexDatetime(value.epochMs);
    return textCast(frame, value, type);
  };
}

/** A Date counts as a Datetime wherever the platform looks at a value's type: midnight of its day in GMT. */
function isDayAsMoment(value: ApexValue, type: TypeName): value is ApexDate {
  return value instanceof ApexDate && typeKey(type) === 'datetime';
}

/** A String passes for an Id and the other way round, also where the compiler saw an Object. */
function textCast(frame: Frame, value: NonNullable<ApexValue>, type: TypeName): ApexValue {
  if (typeKey(type) === 'id' && typeof value === 'string') {
    const id = ApexId.parse(value);
    if (id) return id;
    throw frame.run.exception('StringException', `Invalid id: ${value}`);
  }
  if (typeKey(type) === 'string' && value instanceof ApexId) return value.value;
  const from = typeNameText(runtimeType(value));
  throw frame.run.exception(
    'TypeException',
    `Invalid conversion from runtime type ${from} to ${typeNameText(type)}`,
  );
}

/** A wider number as a narrower one: digits after the point go, what is too large wraps around. */
function narrowed(code: Code, type: TypeName): Code {
  const isLong = typeKey(type) === 'long';
  return (frame) => {
    const value = code(frame);
    if (value === null) return null;
    const whole = wholeOf(value);
    return isLong ? BigInt.asIntN(64, whole) : Number(BigInt.asIntN(32, whole));
  };
}

function wholeOf(value: ApexValue): bigint {
  if (value instanceof ApexDecimal) return value.truncated();
  if (value instanceof ApexDouble) return BigInt(Math.trunc(value.value));
  return BigInt(value as number);
}

/** `value instanceof Type`; null is an instance of nothing. A text that could be an id counts as an Id. */
export function instanceOf(scope: Scope, { operand, type: written }: InstanceOfExpression): Typed {
  const type = scope.type(written);
  const { code: value } = scope.value(operand);
  const isId = typeKey(type) === 'id';
  const code: Code = (frame) => {
    const given = value(frame);
    if (isId && typeof given === 'string') return ApexId.parse(given) !== null;
    return isDayAsMoment(given, type) || isInstance(frame.run, given, type);
  };
  return { type: typeName('Boolean'), code };
}

/** `Type.class`. */
export function classLiteral(scope: Scope, { type }: ClassLiteral): Typed {
  return constant(scope.table.canonical(typeName('System.Type')), new ApexType(scope.type(type)));
}
