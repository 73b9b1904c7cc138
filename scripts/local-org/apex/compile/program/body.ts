import { GovernorLimitError } from '../../run/apex-throw.ts';
import type { Callable, Frame, Run, Step } from '../../run/run.ts';
import type { FormalParameter } from '../../syntax/declaration.ts';
import type { Block } from '../../syntax/statement.ts';
import type { TypeName } from '../../values/type-name.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { block } from '../statement/statements.ts';
import type { Body, Scope, Unit } from '../scope.ts';

/** Parameters of a body with their types. */
export interface Parameters {
  readonly names: readonly FormalParameter[];
  readonly types: readonly TypeName[];
}

/** The first variables of a body: what it is called with. */
export function declareParameters(scope: Scope, { names, types }: Parameters): void {
  for (const [at, { name, position }] of names.entries()) {
    const type = types[at];
    if (type) scope.declare(name, type, position);
  }
}

/** A block as something to call; its variables begin with the parameters. */
export function callableBlock(scope: Scope, parameters: Parameters, source: Block): Callable {
  declareParameters(scope, parameters);
  return callable(scope.unit, scope.body, block(scope, source), source.position.line);
}

/** Compiled statements as something to call. */
export function callable(unit: Unit, { label }: Body, step: Step, line: number): Callable {
  const { source, apiVersion } = unit;
  return (run, self, args) => {
    const frame: Frame = {
      run,
      self,
      locals: [...args],
      label,
      source,
      apiVersion,
      line,
      result: null,
    };
    run.push(frame);
    try {
      step(frame);
      return frame.result;
    } catch (error) {
      throw isStackOverflow(error) ? tooDeep() : error;
    } finally {
      run.frames.pop();
    }
  };
}

/** JavaScript's own stack can end before the depth the platform allows. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

function tooDeep(): Error {
  return new GovernorLimitError('Maximum stack depth reached: 1001');
}

/** Runs statements in a frame of their own and answers nothing: field initializers, static blocks. */
export function effectOf(unit: Unit, body: Body, step: Step, line: number) {
  const call = callable(unit, body, step, line);
  return (run: Run, self: ApexValue): void => {
    call(run, self, []);
  };
}
