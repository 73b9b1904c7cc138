import {
  type ExpressionContext,
  IdPrimaryContext,
  LiteralPrimaryContext,
  type PrimaryContext,
  SoqlPrimaryContext,
  SuperPrimaryContext,
  ThisPrimaryContext,
  TypeRefPrimaryContext,
  VoidPrimaryContext,
} from '@apexdevtools/apex-parser';
import type { Expression } from './expression.ts';
import { lowerLiteral } from './lower-literal.ts';
import { lowerQuery } from './lower-query.ts';
import { lowerType } from './lower-type.ts';
import { type Lowering, lowered, on, positionOf } from './parse-tree.ts';
import { UnsupportedApexError } from './unsupported-apex-error.ts';

type LowerExpression = (context: ExpressionContext) => Expression;

/** What an expression is built from: names, literals, `this`, class literals and queries. */
export function lowerPrimary(context: PrimaryContext, lower: LowerExpression): Expression {
  if (context instanceof SoqlPrimaryContext) return lowerQuery(context.soqlLiteral(), lower);
  const expression = lowered(rows, context);
  if (expression) return expression;
  throw new UnsupportedApexError('SOSL', positionOf(context));
}

const rows: readonly Lowering<PrimaryContext, Expression>[] = [
  on(IdPrimaryContext, (context) => ({
    kind: 'name',
    name: context.id().getText(),
    position: positionOf(context),
  })),
  on(LiteralPrimaryContext, (context) => lowerLiteral(context.literal())),
  on(ThisPrimaryContext, (context) => ({ kind: 'this', position: positionOf(context) })),
  on(SuperPrimaryContext, (context) => ({ kind: 'super', position: positionOf(context) })),
  on(TypeRefPrimaryContext, (context) => ({
    kind: 'classLiteral',
    type: lowerType(context.typeRef()),
    position: positionOf(context),
  })),
  on(VoidPrimaryContext, (context) => {
    throw new UnsupportedApexError('void.class', positionOf(context));
  }),
];
