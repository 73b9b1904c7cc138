import type { Completion, Frame, Step } from '../../run/run.ts';
import type { ForStatement, Statement, WhileStatement } from '../../syntax/statement.ts';
import { conditionCode } from '../expression/binary.ts';
import type { Scope } from '../scope.ts';
import { expressionStep } from './expression-step.ts';
import type { StatementCompiler } from './statement-compiler.ts';

/** `for (…; …; …) …` */
export function forLoop(
  scope: Scope,
  { initial, condition, updates, body }: ForStatement,
  compile: StatementCompiler,
): Step {
  const inner = scope.inner(true);
  const begin =
    'kind' in initial
      ? [compile(inner, initial)]
      : initial.map((each) => expressionStep(inner, each));
  const test = condition && conditionCode(inner, inner.value(condition), condition.position);
  const advance = updates.map((each) => expressionStep(inner, each));
  const step = loopBody(inner, body, compile);
  return (frame) => {
    for (const each of begin) each(frame);
    while (test?.(frame) ?? true) {
      const completion = step(frame);
      if (completion === 'return') return completion;
      if (completion === 'break') return undefined;
      for (const each of advance) each(frame);
      countIteration(frame);
    }
    return undefined;
  };
}

export function loopBody(
  scope: Scope,
  body: Statement | undefined,
  compile: StatementCompiler,
): Step {
  return body ? compile(scope.inner(true), body) : () => undefined;
}

/** An empty loop costs time too: without this `while (true);` would never meet its limit. */
export function countIteration(frame: Frame): void {
  frame.run.step(frame, frame.line);
}

/** `while` and `do … while`. */
export function whileLoop(
  scope: Scope,
  { condition, body, isTestedLast }: WhileStatement,
  compile: StatementCompiler,
): Step {
  const test = conditionCode(scope, scope.value(condition), condition.position);
  const step = loopBody(scope, body, compile);
  return (frame): Completion => {
    if (!isTestedLast && !test(frame)) return undefined;
    do {
      const completion = step(frame);
      if (completion === 'return') return completion;
      if (completion === 'break') return undefined;
      countIteration(frame);
    } while (test(frame));
    return undefined;
  };
}
