import { isInstance } from '../../library/runtime-type.ts';
import type { Code, Frame, Step } from '../../run/run.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { SwitchStatement, WhenBranch } from '../../syntax/statement.ts';
import { constant, problem } from '../typed.ts';
import { typeReferenceText } from '../../syntax/type-reference.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { equalValues } from '../../values/equality.ts';
import type { TypeName } from '../../values/type-name.ts';
import { converted } from '../conversion.ts';
import { enumOf, enumValue } from '../member/method-lookup.ts';
import type { Scope } from '../scope.ts';
import type { StatementCompiler } from './statement-compiler.ts';

interface Branch {
  /** Whether the branch takes the value; may put it into the branch's variable. */
  readonly takes: (frame: Frame, value: ApexValue) => boolean;
  readonly body: Step;
}

/** `switch on value { when … }`: the first branch that takes the value; Strings compare exactly. */
export function switchStatement(
  scope: Scope,
  { subject, branches }: SwitchStatement,
  compile: StatementCompiler,
): Step {
  const { type, code } = scope.value(subject);
  checkBranches(branches);
  const compiled = branches.map((each) => branchOf(scope, each, type, compile));
  return (frame) => {
    const value = code(frame);
    return compiled.find((branch) => branch.takes(frame, value))?.body(frame);
  };
}

/** Each value in one branch, and `when else` last. */
function checkBranches(branches: readonly WhenBranch[]): void {
  const taken = new Set<string>();
  for (const [at, { value, position }] of branches.entries()) {
    if (value.kind === 'else' && at < branches.length - 1) {
      throw problem(position, "'when else' must be the last when block");
    }
    for (const text of takenBy(value)) {
      const key = value.kind === 'values' ? text : text.toLowerCase();
      if (taken.has(key)) {
        const rule = 'occurs as more than one when branch for this switch statement';
        throw problem(position, `${text} ${rule}`);
      }
      taken.add(key);
    }
  }
}

/** What the branch takes, as a text: values of its type, or the type. */
function takenBy(value: WhenBranch['value']): readonly string[] {
  if (value.kind === 'else') return [];
  if (value.kind === 'type') return [typeReferenceText(value.type)];
  return value.values.flatMap((each) => {
    if (each.kind === 'literal') return String(each.value);
    return each.kind === 'name' ? each.name : [];
  });
}

function branchOf(
  scope: Scope,
  { value, body, position }: WhenBranch,
  subject: TypeName,
  compile: StatementCompiler,
): Branch {
  const inner = scope.inner();
  if (value.kind === 'else') return { takes: () => true, body: compile(inner, body) };
  if (value.kind === 'values') {
    const codes = value.values.map((each) => whenValue(scope, each, subject));
    return { takes: equalsOneOf(codes), body: compile(inner, body) };
  }
  const type = scope.type(value.type);
  const { slot } = inner.declare(value.name, type, position);
  const takes: Branch['takes'] = (frame, given) => {
    if (!isInstance(frame.run, given, type)) return false;
    frame.locals[slot] = given;
    return true;
  };
  return { takes, body: compile(inner, body) };
}

function equalsOneOf(codes: readonly Code[]): Branch['takes'] {
  return (frame, given) => codes.some((code) => equalValues(code(frame), given, frame.run));
}

/** A literal, or an enum's value by its bare name. */
function whenValue(scope: Scope, expression: Expression, subject: TypeName): Code {
  const values = enumOf(scope.table, subject);
  if (values && expression.kind === 'member') {
    const rule = "Enum value used in 'when expression' should be unqualified";
    throw problem(expression.position, rule);
  }
  if (!values || expression.kind !== 'name') {
    return converted(scope, scope.value(expression), subject, expression.position);
  }
  const found = enumValue(values, expression.name);
  if (found) return constant(subject, found).code;
  throw problem(
    expression.position,
    `When value must be an enum value of ${subject.name}: ${expression.name}`,
  );
}
