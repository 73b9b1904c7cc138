import { ApexThrow } from '../../run/apex-throw.ts';
import type { Completion, Frame, Step } from '../../run/run.ts';
import type { CatchClause, TryStatement } from '../../syntax/statement.ts';
import type { TypeTable } from '../../types/type-table.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import { typeName } from '../../values/type-name.ts';
import type { Scope } from '../scope.ts';
import { problem } from '../typed.ts';
import type { StatementCompiler } from './statement-compiler.ts';

interface Catch {
  takes(exception: ApexObject): boolean;
  readonly slot: number;
  readonly body: Step;
}

/** A failed assertion ends the test: no catch and no finally of the program sees it (Apex Reference, "Assert Class"). */
const uncatchable = 'System.AssertException';

function isCatchable(error: unknown): error is ApexThrow {
  return error instanceof ApexThrow && error.exception.typeName !== uncatchable;
}

/** `try … catch … finally …`. Only exceptions of Apex are caught; limits and broken-off callouts pass through all of it. */
export function tryStatement(
  scope: Scope,
  { body, catches, finallyBody }: TryStatement,
  compile: StatementCompiler,
): Step {
  const attempt = compile(scope.inner(), body);
  assertDistinct(scope, catches);
  const compiled = catches.map((each) => catchOf(scope, each, compile));
  const last = finallyBody && compile(scope.inner(), finallyBody);
  const guarded: Step = (frame) => caught(frame, attempt, compiled);
  return last ? (frame) => finished(frame, guarded, last) : guarded;
}

function assertDistinct(scope: Scope, catches: readonly CatchClause[]): void {
  const caught = new Set<string>();
  for (const { type: written, position } of catches) {
    const { name } = scope.type(written);
    if (caught.has(name)) throw problem(position, `Exception type already caught: ${name}`);
    caught.add(name);
  }
}

function catchOf(scope: Scope, clause: CatchClause, compile: StatementCompiler): Catch {
  const inner = scope.inner();
  const { table } = scope;
  const type = scope.type(clause.type);
  if (!table.isSubtype(type, typeName('Exception'))) {
    throw problem(
      clause.position,
      `Catch block variable must be of type exception: ${table.text(type)}`,
    );
  }
  const { slot } = inner.declare(clause.name, type, clause.position);
  return {
    slot,
    body: compile(inner, clause.body),
    takes: (exception) => table.isSubtype(exceptionType(table, exception), type),
  };
}

function exceptionType(table: TypeTable, exception: ApexObject) {
  return table.canonical(typeName(exception.typeName));
}

function caught(frame: Frame, attempt: Step, catches: readonly Catch[]): Completion {
  try {
    return attempt(frame);
  } catch (error) {
    if (!isCatchable(error)) throw error;
    const taking = catches.find((each) => each.takes(error.exception));
    if (!taking) throw error;
    frame.locals[taking.slot] = error.exception;
    return taking.body(frame);
  }
}

function finished(frame: Frame, guarded: Step, last: Step): Completion {
  let completion: Completion;
  try {
    completion = guarded(frame);
  } catch (error) {
    // What ends the transaction runs no more of it.
    if (!isCatchable(error)) throw error;
    const leaving = last(frame);
    if (leaving !== undefined) return leaving;
    throw error;
  }
  return last(frame) ?? completion;
}
