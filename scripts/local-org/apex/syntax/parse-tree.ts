import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';
import type { Position } from './position.ts';

/** The generated parser's types promise every child; at run time one that the source lacks is null. */
export function optional<Child>(child: Child): Child | undefined {
  return child ?? undefined;
}

export function positionOf(context: ApexParserRuleContext): Position {
  return { line: context.start.line, column: context.start.column + 1 };
}

/** The words and signs that stand directly in the construct, without its parts: `>>=`, `++`. */
export function signsOf(context: ApexParserRuleContext): string {
  const children = context.children ?? [];
  return children
    .filter((child) => !('ruleIndex' in child))
    .map((child) => child.getText())
    .join('');
}

/** One way to lower: undefined when the context is of another class. */
export type Lowering<Context, Result> = (context: Context) => Result | undefined;

/** `on(IfStatementContext, lowerIf)`: a row of a dispatch table over the generated context classes. */
export function on<Context, Special extends Context, Result>(
  type: abstract new (...parameters: never[]) => Special,
  lower: (context: Special) => Result,
): Lowering<Context, Result> {
  return (context) => (context instanceof type ? lower(context) : undefined);
}

/** The first row that fits. */
export function lowered<Context, Result>(
  rows: readonly Lowering<Context, Result>[],
  context: Context,
): Result | undefined {
  for (const row of rows) {
    const result = row(context);
    if (result !== undefined) return result;
  }
  return undefined;
}
