import {
  type ApexParseTree,
  BoundExpressionContext,
  type ExpressionContext,
  type SoqlLiteralContext,
} from '@apexdevtools/apex-parser';
import type { Expression, QueryBind, QueryExpression } from './expression.ts';
import { positionOf } from './parse-tree.ts';

type LowerExpression = (context: ExpressionContext) => Expression;

/** The text between the brackets as written, and the bind expressions in it. */
export function lowerQuery(context: SoqlLiteralContext, lower: LowerExpression): QueryExpression {
  const query = context.query();
  const from = query.start.start;
  const to = query.stop?.stop ?? from;
  const input = query.start.getInputStream();
  const binds = boundExpressions(query).map((bind): QueryBind => ({
    start: bind.start.start - from,
    end: (bind.stop?.stop ?? from) + 1 - from,
    expression: lower(bind.expression()),
  }));
  return { kind: 'query', text: input.getText(from, to), binds, position: positionOf(context) };
}

function boundExpressions(tree: ApexParseTree): BoundExpressionContext[] {
  if (tree instanceof BoundExpressionContext) return [tree];
  const children = 'children' in tree ? (tree.children as ApexParseTree[] | null) : null;
  return (children ?? []).flatMap(boundExpressions);
}
