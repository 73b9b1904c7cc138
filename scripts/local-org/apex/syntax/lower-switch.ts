import type {
  BlockContext,
  SwitchStatementContext,
  WhenValueContext,
} from '@apexdevtools/apex-parser';
import { lowerExpression } from './lower-expression.ts';
import { lowerWhenLiteral } from './lower-literal.ts';
import { lowerType } from './lower-type.ts';
import { optional, positionOf } from './parse-tree.ts';
import type { Block, Statement, WhenValue } from './statement.ts';

export function lowerSwitch(
  context: SwitchStatementContext,
  lowerBlock: (context: BlockContext) => Block,
): Statement {
  return {
    kind: 'switch',
    subject: lowerExpression(context.expression()),
    branches: context.whenControl_list().map((control) => ({
      value: lowerWhenValue(control.whenValue()),
      body: lowerBlock(control.block()),
      position: positionOf(control),
    })),
    position: positionOf(context),
  };
}

function lowerWhenValue(context: WhenValueContext): WhenValue {
  if (optional(context.ELSE())) return { kind: 'else' };
  const type = optional(context.typeRef());
  if (type) return { kind: 'type', type: lowerType(type), name: context.id().getText() };
  return { kind: 'values', values: context.whenLiteral_list().map(lowerWhenLiteral) };
}
