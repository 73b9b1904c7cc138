import type { Expression } from './expression.ts';
import type { Position } from './position.ts';
import type { TypeReference } from './type-reference.ts';

interface Node<Kind extends string> {
  readonly kind: Kind;
  readonly position: Position;
}

export interface Block extends Node<'block'> {
  readonly statements: readonly Statement[];
}

export interface VariableDeclarator {
  readonly name: string;
  readonly value: Expression | undefined;
  readonly position: Position;
}

/** `final Integer a = 1, b;` */
export interface VariableStatement extends Node<'variables'> {
  readonly type: TypeReference;
  readonly isFinal: boolean;
  readonly variables: readonly VariableDeclarator[];
}

export interface ExpressionStatement extends Node<'expression'> {
  readonly expression: Expression;
}

export interface IfStatement extends Node<'if'> {
  readonly condition: Expression;
  readonly then: Statement;
  readonly otherwise: Statement | undefined;
}

export interface ForStatement extends Node<'for'> {
  readonly initial: VariableStatement | readonly Expression[];
  readonly condition: Expression | undefined;
  readonly updates: readonly Expression[];
  readonly body: Statement | undefined;
}

/** Also the SOQL for loop, whose `iterable` is a query; a List as its variable takes the records in chunks of 200. */
export interface ForEachStatement extends Node<'forEach'> {
  readonly type: TypeReference;
  readonly name: string;
  readonly iterable: Expression;
  readonly body: Statement | undefined;
}

export interface WhileStatement extends Node<'while'> {
  readonly condition: Expression;
  readonly body: Statement | undefined;
  /** True for `do … while`. */
  readonly isTestedLast: boolean;
}

/** What a `when` lists: literals and enum values (names), or a type with the variable that takes the value. */
export type WhenValue =
  | { readonly kind: 'values'; readonly values: readonly Expression[] }
  | { readonly kind: 'type'; readonly type: TypeReference; readonly name: string }
  | { readonly kind: 'else' };

export interface WhenBranch {
  readonly value: WhenValue;
  readonly body: Block;
  readonly position: Position;
}

export interface SwitchStatement extends Node<'switch'> {
  readonly subject: Expression;
  readonly branches: readonly WhenBranch[];
}

export interface CatchClause {
  readonly type: TypeReference;
  readonly name: string;
  readonly body: Block;
  readonly position: Position;
}

export interface TryStatement extends Node<'try'> {
  readonly body: Block;
  readonly catches: readonly CatchClause[];
  readonly finallyBody: Block | undefined;
}

export interface ThrowStatement extends Node<'throw'> {
  readonly exception: Expression;
}

export interface ReturnStatement extends Node<'return'> {
  readonly value: Expression | undefined;
}

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

export interface DmlStatement extends Node<'dml'> {
  readonly operation: DmlOperation;
  readonly records: Expression;
  /** `as user` or `as system`; undefined leaves it to the class's API version: system mode. */
  readonly access: 'user' | 'system' | undefined;
  /** The field after an upsert's records: `Key__c` or `UsageMetric__c.Key__c`. */
  readonly externalId: string | undefined;
}

export interface MergeStatement extends Node<'merge'> {
  readonly winner: Expression;
  readonly losers: Expression;
  readonly access: 'user' | 'system' | undefined;
}

export interface RunAsStatement extends Node<'runAs'> {
  readonly user: Expression;
  readonly body: Block;
}

export type Statement =
  | Block
  | VariableStatement
  | ExpressionStatement
  | IfStatement
  | ForStatement
  | ForEachStatement
  | WhileStatement
  | SwitchStatement
  | TryStatement
  | ThrowStatement
  | ReturnStatement
  | Node<'break'>
  | Node<'continue'>
  | DmlStatement
  | MergeStatement
  | RunAsStatement;
