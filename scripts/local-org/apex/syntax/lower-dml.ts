import type {
  AccessLevelContext,
  InsertStatementContext,
  MergeStatementContext,
} from '@apexdevtools/apex-parser';
import { lowerExpression } from './lower-expression.ts';
import { optional, positionOf } from './parse-tree.ts';
import type { DmlOperation, DmlStatement, Statement } from './statement.ts';

type DmlContext = Pick<InsertStatementContext, 'expression' | 'accessLevel' | 'start'>;

export function lowerDml(
  operation: DmlOperation,
  context: DmlContext & Parameters<typeof positionOf>[0],
): DmlStatement {
  return {
    kind: 'dml',
    operation,
    records: lowerExpression(context.expression()),
    access: accessOf(context.accessLevel()),
    externalId: undefined,
    position: positionOf(context),
  };
}

export function lowerMerge(context: MergeStatementContext): Statement {
  return {
    kind: 'merge',
    winner: lowerExpression(context.expression(0)),
    losers: lowerExpression(context.expression(1)),
    access: accessOf(context.accessLevel()),
    position: positionOf(context),
  };
}

function accessOf(context: AccessLevelContext): 'user' | 'system' | undefined {
  const level = optional(context);
  if (!level) return undefined;
  return optional(level.USER()) ? 'user' : 'system';
}
