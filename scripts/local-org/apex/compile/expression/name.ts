import type { Expression, MemberExpression } from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import type { ClassModel, FieldModel } from '../../types/class-model.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { enumOf, enumValue } from '../member/method-lookup.ts';
import { fieldNamed, staticPropertyNamed } from '../member/field-lookup.ts';
import { fieldPlace } from '../member/field-place.ts';
import type { Local, Scope } from '../scope.ts';
import { constant, problem, readable, type Place, type Typed } from '../typed.ts';
import { hasMember, memberOf } from './member.ts';

/** What a name or a path of names means: something with a value, or a type. */
export type Meaning =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'value'; readonly value: Typed }
  | { readonly kind: 'type'; readonly type: TypeName };

/** What the expression means, if it is a name or a path of plain names; undefined for every other expression. */
export function meaningOf(scope: Scope, expression: Expression): Meaning | undefined {
  if (expression.kind === 'name') return meaningOfName(scope, expression.name, expression.position);
  if (expression.kind !== 'member' || expression.isNullSafe) return undefined;
  const head = meaningOf(scope, expression.target);
  if (!head) return meaningOfPath(scope, expression);
  return head.kind === 'type'
    ? meaningOfMember(scope, head.type, expression.name, expression.position)
    : meaningOfValueMember(scope, valueOf(head), expression);
}

function meaningOfPath(scope: Scope, expression: MemberExpression): Meaning | undefined {
  const names = pathOf(expression);
  return names && meaningOfType(scope, names.join('.'));
}

function meaningOfValueMember(scope: Scope, value: Typed, member: MemberExpression): Meaning {
  const other = hasMember(scope, value, member.name)
    ? undefined
    : shadowedMember(scope, member.target, member);
  return other ?? memberOf(scope, value, member);
}

/** `Season.WINTER` means the type's value also where a variable is called season: the variable has no such member. */
function shadowedMember(
  scope: Scope,
  target: Expression,
  { name, position }: MemberExpression,
): Meaning | undefined {
  const type = shadowedType(scope, target);
  return type && meaningOfMember(scope, type, name, position);
}

/** The type a name would mean if no variable had it. */
export function shadowedType(scope: Scope, target: Expression): TypeName | undefined {
  const meaning = target.kind === 'name' ? meaningOfType(scope, target.name) : undefined;
  return meaning?.kind === 'type' ? meaning.type : undefined;
}

/** The meaning as something with a value. Throws for a type. */
function valueOf(meaning: Exclude<Meaning, { kind: 'type' }>): Typed {
  return meaning.kind === 'place' ? readable(meaning.place) : meaning.value;
}

/** Variables come before fields, fields before those of outer classes, and types last. */
function meaningOfName(scope: Scope, name: string, position: Position): Meaning | undefined {
  const local = scope.local(name);
  if (local) return { kind: 'place', place: localPlace(local, position) };
  const field = fieldInScope(scope, name);
  if (field) {
    assertReachable(scope, field, position);
    return { kind: 'place', place: fieldPlace(scope, field, undefined, position) };
  }
  return meaningOfType(scope, name);
}

function meaningOfType(scope: Scope, name: string): Meaning | undefined {
  const found = scope.table.named(name, scope.model);
  return found === undefined ? undefined : { kind: 'type', type: typeName(found) };
}

/** A static member of a type: a field, an enum's value, a property of the platform, an inner type. */
function meaningOfMember(
  scope: Scope,
  type: TypeName,
  name: string,
  position: Position,
): Meaning | undefined {
  const value = staticValue(scope, type, name, position);
  return value ?? meaningOfType(scope, `${type.name}.${name}`);
}

function staticValue(
  scope: Scope,
  type: TypeName,
  name: string,
  position: Position,
): Meaning | undefined {
  const { table } = scope;
  const model = table.classNamed(type.name);
  const field = model && fieldNamed(table, model, name);
  if (field?.isStatic)
    return { kind: 'place', place: fieldPlace(scope, field, undefined, position) };
  const kinds = enumOf(table, type);
  const found = kinds && enumValue(kinds, name);
  if (found) return { kind: 'value', value: constant(type, found) };
  const property = model ? undefined : staticPropertyNamed(table, type, name);
  if (!property) return undefined;
  const code: Typed['code'] = ({ run }) => property.get(run, null);
  return { kind: 'value', value: { type: table.canonical(property.type), code } };
}

/** A field of the class, of what it extends, or a static one of the classes around it. */
export function fieldInScope(scope: Scope, name: string): FieldModel | undefined {
  const own = fieldNamed(scope.table, scope.model, name);
  if (own) return own;
  for (let model: ClassModel | undefined = scope.model.outer; model; model = model.outer) {
    const field = fieldNamed(scope.table, model, name);
    if (field?.isStatic) return field;
  }
  return undefined;
}

function assertReachable(scope: Scope, field: FieldModel, position: Position): void {
  if (field.isStatic) return;
  if (scope.body.isBeforeInstance === true) {
    throw problem(
      position,
      `Cannot reference instance variables in a constructor invocation: ${field.name}`,
    );
  }
  if (!scope.body.isStatic) return;
  throw problem(
    position,
    `Non static field cannot be referenced from a static context: ${field.name} from the type ${field.owner.name}`,
  );
}

function localPlace(local: Local, position: Position): Place {
  const { slot } = local;
  return {
    type: local.type,
    code: ({ locals }) => locals[slot] ?? null,
    assertAssignable: () => {
      if (local.isFinal)
        throw problem(position, `Final variable cannot be assigned: ${local.name}`);
    },
    bind: ({ locals }) => ({
      get: () => locals[slot] ?? null,
      set: (value) => {
        locals[slot] = value;
      },
    }),
  };
}

/** `a.b.c` as its names. */
function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member' || expression.isNullSafe) return undefined;
  const head = pathOf(expression.target);
  return head && [...head, expression.name];
}
