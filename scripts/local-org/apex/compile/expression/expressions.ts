import type { Code } from '../../run/run.ts';
import type {
  ConstructorCall,
  Expression,
  IndexExpression,
  MemberExpression,
} from '../../syntax/expression.ts';
import { typeName } from '../../values/type-name.ts';
import type { ExpressionCompiler, Scope } from '../scope.ts';
import { problem, readable, type Typed } from '../typed.ts';
import { accessed, chained, elementPlace, nullSafeMember, placeOf } from './access.ts';
import { assigned, stepped } from './assignment.ts';
import { binary } from './binary.ts';
import { called, superType } from './call.ts';
import { cast, classLiteral, instanceOf } from './cast.ts';
import { created, createdArray, createdElements, createdMap } from './creation.ts';
import { literal, query } from './literal.ts';
import { memberOf } from './member.ts';
import { meaningOf } from './name.ts';
import { conditional, unary } from './unary.ts';

type Kind = Expression['kind'];
type Compilers = {
  readonly [Each in Kind]: (scope: Scope, expression: Extract<Expression, { kind: Each }>) => Typed;
};

const compilers: Compilers = {
  literal: (_scope, expression) => literal(expression),
  name: accessed,
  this: self,
  super: superSelf,
  member,
  call: called,
  constructorCall: misplacedConstructorCall,
  new: created,
  newElements: createdElements,
  newMap: createdMap,
  newArray: createdArray,
  index: element,
  unary,
  step: stepped,
  binary,
  assign: assigned,
  conditional,
  cast,
  instanceof: instanceOf,
  classLiteral,
  query,
};

/** Every kind of expression. */
export const expressions: ExpressionCompiler = {
  target(scope, expression) {
    const compile = compilers[expression.kind] as (scope: Scope, expression: Expression) => Typed;
    return compile(scope, expression);
  },
  value(scope, expression) {
    const typed = expressions.target(scope, expression);
    if (typed.isChain !== true) return typed;
    const { code: chain } = typed;
    const code: Code = (frame) => chain(frame) ?? null;
    return { ...typed, code, isChain: false };
  },
};

function self(scope: Scope, { position }: Expression): Typed {
  if (scope.body.isStatic) {
    throw problem(position, 'This cannot be referenced in a static context');
  }
  return { type: typeName(scope.model.name), code: (frame) => frame.self };
}

function superSelf(scope: Scope, { position }: Expression): Typed {
  return { type: superType(scope, position), isSuper: true, code: (frame) => frame.self };
}

function member(scope: Scope, expression: MemberExpression): Typed {
  if (expression.isNullSafe) return nullSafeMember(scope, expression);
  if (meaningOf(scope, expression)) return accessed(scope, expression);
  if (isName(expression.target)) return placeOf(scope, expression);
  const target = scope.target(expression.target);
  return chained(scope, target, (each) => readable(memberOf(scope, each, expression).place));
}

/** A name that means nothing, or a type: what is wrong with it is for `placeOf` to say. */
function isName(target: Expression): boolean {
  return target.kind === 'name';
}

function element(scope: Scope, expression: IndexExpression): Typed {
  const target = scope.target(expression.target);
  return chained(scope, target, (each) => elementPlace(scope, each, expression));
}

function misplacedConstructorCall(_scope: Scope, { which, position }: ConstructorCall): Typed {
  throw problem(
    position,
    `Call to '${which}()' must be the first statement in a constructor method`,
  );
}
