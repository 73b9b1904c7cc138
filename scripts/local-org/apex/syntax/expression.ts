import type { Position } from './position.ts';
import type { TypeReference } from './type-reference.ts';

interface Node<Kind extends string> {
  readonly kind: Kind;
  readonly position: Position;
}

/** The value of a Decimal or Double literal is its text: only values/ knows how to keep every digit. */
export type Literal = Node<'literal'> &
  (
    | { readonly type: 'Null'; readonly value: null }
    | { readonly type: 'Boolean'; readonly value: boolean }
    | { readonly type: 'Integer'; readonly value: number }
    | { readonly type: 'Long'; readonly value: bigint }
    | { readonly type: 'Decimal' | 'Double' | 'String'; readonly value: string }
  );

/** A name alone: a variable, field, property or type; which of them, only the scope can tell. */
export interface NameExpression extends Node<'name'> {
  readonly name: string;
}

export interface MemberExpression extends Node<'member'> {
  readonly target: Expression;
  readonly name: string;
  readonly isNullSafe: boolean;
}

/** `target` is undefined for a method of the class itself. */
export interface CallExpression extends Node<'call'> {
  readonly target: Expression | undefined;
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly isNullSafe: boolean;
}

/** `this(…)` or `super(…)`, the first statement of a constructor. */
export interface ConstructorCall extends Node<'constructorCall'> {
  readonly which: 'this' | 'super';
  readonly arguments: readonly Expression[];
}

/** For an sObject type the arguments are assignments: `new Account(Name = 'x')`. */
export interface NewExpression extends Node<'new'> {
  readonly type: TypeReference;
  readonly arguments: readonly Expression[];
}

/** `new List<String>{ 'a' }`, `new Set<Id>{}`, `new Account[]{ … }`. */
export interface NewElements extends Node<'newElements'> {
  readonly type: TypeReference;
  readonly elements: readonly Expression[];
}

export interface MapEntry {
  readonly key: Expression;
  readonly value: Expression;
}

export interface NewMap extends Node<'newMap'> {
  readonly type: TypeReference;
  readonly entries: readonly MapEntry[];
}

/** `new String[3]`: a List of that many nulls. */
export interface NewArray extends Node<'newArray'> {
  readonly type: TypeReference;
  readonly size: Expression;
}

export interface IndexExpression extends Node<'index'> {
  readonly target: Expression;
  readonly index: Expression;
}

export type UnaryOperator = '+' | '-' | '!' | '~';

export interface UnaryExpression extends Node<'unary'> {
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

/** `++x`, `x--`. */
export interface StepExpression extends Node<'step'> {
  readonly operator: '++' | '--';
  readonly isPrefix: boolean;
  readonly target: Expression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type BitOperator = '&' | '|' | '^' | '<<' | '>>' | '>>>';
export type ComparisonOperator = '<' | '>' | '<=' | '>=';
export type EqualityOperator = '==' | '!=' | '===' | '!==';
export type LogicalOperator = '&&' | '||';
export type BinaryOperator =
  ArithmeticOperator | BitOperator | ComparisonOperator | EqualityOperator | LogicalOperator | '??';

export interface BinaryExpression extends Node<'binary'> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `operator` is undefined for `=`, and `+` for `+=`. */
export interface AssignExpression extends Node<'assign'> {
  readonly operator: ArithmeticOperator | BitOperator | undefined;
  readonly target: Expression;
  readonly value: Expression;
}

export interface ConditionalExpression extends Node<'conditional'> {
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface CastExpression extends Node<'cast'> {
  readonly type: TypeReference;
  readonly operand: Expression;
}

export interface InstanceOfExpression extends Node<'instanceof'> {
  readonly operand: Expression;
  readonly type: TypeReference;
}

/** `Account.class`. */
export interface ClassLiteral extends Node<'classLiteral'> {
  readonly type: TypeReference;
}

/** A bind expression and where it, colon included, stands in the text of its query. */
export interface QueryBind {
  readonly start: number;
  readonly end: number;
  readonly expression: Expression;
}

/** SOQL between brackets, as written. */
export interface QueryExpression extends Node<'query'> {
  readonly text: string;
  readonly binds: readonly QueryBind[];
}

export type Expression =
  | Literal
  | NameExpression
  | Node<'this'>
  | Node<'super'>
  | MemberExpression
  | CallExpression
  | ConstructorCall
  | NewExpression
  | NewElements
  | NewMap
  | NewArray
  | IndexExpression
  | UnaryExpression
  | StepExpression
  | BinaryExpression
  | AssignExpression
  | ConditionalExpression
  | CastExpression
  | InstanceOfExpression
  | ClassLiteral
  | QueryExpression;
