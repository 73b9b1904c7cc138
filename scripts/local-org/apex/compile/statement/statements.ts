import type { Completion, Step } from '../../run/run.ts';
import type {
  Block,
  ReturnStatement,
  Statement,
  ThrowStatement,
  VariableStatement,
} from '../../syntax/statement.ts';
import type { Position } from '../../syntax/position.ts';
import { typeName } from '../../values/type-name.ts';
import { conditionCode } from '../expression/binary.ts';
import { converted } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { problem } from '../typed.ts';
import { expressionStep } from './expression-step.ts';
import { forEachLoop } from './for-each.ts';
import { forLoop, whileLoop } from './loops.ts';
import { dml, merge, runAs } from './org-statements.ts';
import type { StatementCompiler } from './statement-compiler.ts';
import { switchStatement } from './switch.ts';
import { tryStatement } from './try.ts';

type Compilers = {
  readonly [Each in Statement['kind']]: (
    scope: Scope,
    statement: Extract<Statement, { kind: Each }>,
    compile: StatementCompiler,
  ) => Step;
};

const compilers: Compilers = {
  block: (scope, statement) => block(scope.inner(), statement),
  variables,
  expression: (scope, { expression }) => expressionStep(scope, expression),
  if: ifStatement,
  for: forLoop,
  forEach: forEachLoop,
  while: whileLoop,
  switch: switchStatement,
  try: tryStatement,
  throw: throwStatement,
  return: returnStatement,
  break: (scope, { position }) => jump(scope, 'break', position),
  continue: (scope, { position }) => jump(scope, 'continue', position),
  dml,
  merge,
  runAs,
};

/** Statements that only hold others have no line of their own to run. */
const withoutStep: ReadonlySet<Statement['kind']> = new Set(['block', 'try']);

/** The statement as it runs; its line counts and is covered when it does. Throws ApexProblemError. */
export const statement: StatementCompiler = (scope, source) => {
  const compile = compilers[source.kind] as (
    scope: Scope,
    statement: Statement,
    compile: StatementCompiler,
  ) => Step;
  if (withoutStep.has(source.kind) || isBareDeclaration(source))
    return compile(scope, source, statement);
  const { line } = source.position;
  scope.unit.lines.add(line);
  const step = compile(scope, source, statement);
  return (frame) => {
    frame.run.step(frame, line);
    return step(frame);
  };
};

/** `Integer a;` does nothing that a test could cover. */
function isBareDeclaration(source: Statement): boolean {
  return source.kind === 'variables' && source.variables.every(({ value }) => value === undefined);
}

/** The statements of a block in a scope that is theirs alone. */
export function block(scope: Scope, { statements }: Block): Step {
  const steps = statements.map((each) => statement(scope, each));
  for (const [at, { kind }] of statements.entries()) {
    const next = statements[at + 1];
    if (next && leaves.has(kind)) throw problem(next.position, 'Unreachable statement');
  }
  return sequence(steps);
}

/** Nothing can follow these in a block. */
const leaves: ReadonlySet<Statement['kind']> = new Set(['return', 'throw', 'break', 'continue']);

export function sequence(steps: readonly Step[]): Step {
  return (frame) => {
    for (const step of steps) {
      const completion = step(frame);
      if (completion !== undefined) return completion;
    }
    return undefined;
  };
}

function variables(
  scope: Scope,
  { type: written, isFinal, variables: declared }: VariableStatement,
): Step {
  const type = scope.type(written);
  return sequence(
    declared.map(({ name, value, position }) => {
      const typed = value && scope.value(value);
      const code = typed ? converted(scope, typed, type, position) : () => null;
      // Declared after its value is compiled: the value can't name the variable.
      const { slot } = scope.declare(name, type, position, isFinal && value !== undefined);
      return (frame): undefined => {
        frame.locals[slot] = code(frame);
      };
    }),
  );
}

function ifStatement(
  scope: Scope,
  { condition, then, otherwise }: Extract<Statement, { kind: 'if' }>,
  compile: StatementCompiler,
): Step {
  const test = conditionCode(scope, scope.value(condition), condition.position);
  const yes = compile(scope.inner(), then);
  const no = otherwise && compile(scope.inner(), otherwise);
  return (frame) => (test(frame) ? yes(frame) : no?.(frame));
}

function throwStatement(scope: Scope, { exception, position }: ThrowStatement): Step {
  const typed = scope.value(exception);
  if (!scope.table.isSubtype(typed.type, typeName('Exception'))) {
    throw problem(
      position,
      `Throw expression must be of type exception: ${scope.table.text(typed.type)}`,
    );
  }
  const { code } = typed;
  return (frame) => {
    throw frame.run.thrown(code(frame));
  };
}

function returnStatement(scope: Scope, { value, position }: ReturnStatement): Step {
  const { returns, isConstructor } = scope.body;
  if (value !== undefined && isConstructor === true) {
    throw problem(position, 'Constructors must not return a value');
  }
  const isVoid = returns === undefined || returns.name === 'void';
  if (value === undefined) {
    if (isVoid) return () => 'return';
    throw problem(
      position,
      `Missing return value, required return type: ${scope.table.text(returns)}`,
    );
  }
  if (isVoid) throw problem(position, 'Void method must not return a value');
  const typed = scope.value(value);
  const code = converted(scope, typed, returns, position);
  return (frame) => {
    frame.result = code(frame);
    return 'return';
  };
}

function jump(scope: Scope, completion: 'break' | 'continue', position: Position): Step {
  if (!scope.isInLoop) {
    const name = completion === 'break' ? 'Break' : 'Continue';
    throw problem(position, `${name} statement must be in loop`);
  }
  return (): Completion => completion;
}
