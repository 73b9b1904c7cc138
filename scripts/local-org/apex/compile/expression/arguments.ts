import type { Code } from '../../run/run.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Position } from '../../syntax/position.ts';
import type { TypeTable } from '../../types/type-table.ts';
import type { TypeName } from '../../values/type-name.ts';
import { converted } from '../conversion.ts';
import { parametersText } from '../member/signature-text.ts';
import type { Scope } from '../scope.ts';
import { problem, type Typed } from '../typed.ts';

/** The arguments of a call, typed. A void one is none. */
export function typedArguments(scope: Scope, args: readonly Expression[]): readonly Typed[] {
  return args.map((each) => {
    const typed = scope.value(each);
    if (typed.type.name === 'void') {
      throw problem(each.position, 'Expression of type void cannot be an argument');
    }
    return typed;
  });
}

/** Each argument as the parameter's type. */
export function passedArguments(
  scope: Scope,
  args: readonly Typed[],
  parameters: readonly TypeName[],
  position: Position,
): readonly Code[] {
  return args.map((each, at) => converted(scope, each, parameters[at] ?? each.type, position));
}

/** `Integer, String`: what was given, as messages list it. */
export function typeList(table: TypeTable, args: readonly Typed[]): string {
  return parametersText(
    table,
    args.map(({ type }) => type),
  );
}
