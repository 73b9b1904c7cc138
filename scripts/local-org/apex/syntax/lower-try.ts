import type { BlockContext, TryStatementContext } from '@apexdevtools/apex-parser';
import { lowerQualifiedName } from './lower-type.ts';
import { optional, positionOf } from './parse-tree.ts';
import type { Block, Statement } from './statement.ts';

export function lowerTry(
  context: TryStatementContext,
  lowerBlock: (context: BlockContext) => Block,
): Statement {
  const finallyBlock = optional(context.finallyBlock());
  return {
    kind: 'try',
    body: lowerBlock(context.block()),
    catches: context.catchClause_list().map((clause) => ({
      type: lowerQualifiedName(clause.qualifiedName()),
      name: clause.id().getText(),
      body: lowerBlock(clause.block()),
      position: positionOf(clause),
    })),
    finallyBody: finallyBlock && lowerBlock(finallyBlock.block()),
    position: positionOf(context),
  };
}
