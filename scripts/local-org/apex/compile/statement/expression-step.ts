import type { Step } from '../../run/run.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Scope } from '../scope.ts';
import { problem } from '../typed.ts';

const effects: ReadonlySet<Expression['kind']> = new Set([
  'call',
  'assign',
  'step',
  'new',
  'constructorCall',
]);

/** An expression whose value nobody reads. Only those with an effect are statements. */
export function expressionStep(scope: Scope, expression: Expression): Step {
  if (!effects.has(expression.kind)) {
    throw problem(expression.position, 'Expression cannot be a statement.');
  }
  const { code } = scope.value(expression);
  return (frame): undefined => {
    code(frame);
  };
}
