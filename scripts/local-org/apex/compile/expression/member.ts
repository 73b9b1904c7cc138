import type { MemberExpression } from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import { fieldNamed, propertyNamed, type PropertyCandidate } from '../member/field-lookup.ts';
import { fieldPlace } from '../member/field-place.ts';
import { onlyRecord } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { nullReference, problem, type Place, type Typed } from '../typed.ts';
import type { Code } from '../../run/run.ts';

interface MemberMeaning {
  readonly kind: 'place';
  readonly place: Place;
}

/** `value.name`. Throws ApexProblemError "Variable does not exist". */
export function memberOf(scope: Scope, target: Typed, member: MemberExpression): MemberMeaning {
  const { name, position } = member;
  const receiver = target.isQuery ? firstRecord(scope, target) : target;
  const place = placeOf(scope, receiver, name, position);
  if (place) return { kind: 'place', place };
  throw missing(scope, receiver, name, position);
}

/** Whether `value.name` means anything. */
export function hasMember({ table }: Scope, { type, isQuery }: Typed, name: string): boolean {
  if (isQuery === true) return true;
  const model = table.classNamed(type.name);
  const field = model && fieldNamed(table, model, name);
  return field?.isStatic === false || propertyNamed(table, type, name) !== undefined;
}

function placeOf(scope: Scope, target: Typed, name: string, position: Position): Place | undefined {
  const { table } = scope;
  const model = table.classNamed(target.type.name);
  const field = model && fieldNamed(table, model, name);
  if (field && !field.isStatic) return fieldPlace(scope, field, target, position);
  const property = propertyNamed(table, target.type, name);
  return property && propertyPlace(scope, target, property, position);
}

function missing({ table }: Scope, { type }: Typed, name: string, position: Position): Error {
  if (type.name === 'SObject') {
    return problem(position, 'Field expression not allowed for generic SObject');
  }
  const model = table.classNamed(type.name);
  const field = model && fieldNamed(table, model, name);
  if (!field?.isStatic) return problem(position, `Variable does not exist: ${name}`);
  return problem(
    position,
    `Static field cannot be referenced from a non static context: ${field.name} from the type ${field.owner.name}`,
  );
}

/** `[SELECT …].Name` reads the only record. */
function firstRecord(scope: Scope, target: Typed): Typed {
  const [type] = target.type.arguments;
  return type ? { type, code: onlyRecord(scope.table, target.code) } : target;
}

function propertyPlace(
  scope: Scope,
  target: Typed,
  { type, property, isOfRecord }: PropertyCandidate,
  position: Position,
): Place {
  const isAbsentAllowed = target.isRelated === true;
  const receiver = target.code;
  const { set } = property;
  const code: Code = (frame) => {
    const self = receiver(frame);
    if (self !== null) return property.get(frame.run, self);
    if (isAbsentAllowed) return null;
    throw nullReference(frame);
  };
  return {
    type,
    code,
    isRelated: isOfRecord && scope.table.isSObject(type),
    assertAssignable: () => {
      if (!set)
        throw problem(
          position,
          `Field is not writeable: ${scope.table.text(target.type)}.${property.name}`,
        );
    },
    bind: (frame) => {
      const self = receiver(frame);
      if (self === null) throw nullReference(frame);
      return {
        get: () => property.get(frame.run, self),
        set: (value) => {
          set?.(frame.run, self, value);
        },
      };
    },
  };
}
