import type {
  ArrayCreatorRestContext,
  CreatorContext,
  ExpressionContext,
  NewExpressionContext,
} from '@apexdevtools/apex-parser';
import type { Expression } from './expression.ts';
import { listOf, lowerCreatedName } from './lower-type.ts';
import { optional, positionOf } from './parse-tree.ts';
import type { Position } from './position.ts';
import type { TypeReference } from './type-reference.ts';

type LowerExpression = (context: ExpressionContext) => Expression;

/** Everything `new` can begin. */
export function lowerNew(context: NewExpressionContext, lower: LowerExpression): Expression {
  const creator = context.creator();
  const position = positionOf(context);
  const type = lowerCreatedName(creator.createdName());
  const array = optional(creator.arrayCreatorRest());
  if (array) return newArray(array, listOf(type, position), position, lower);
  return collection(creator, type, position, lower) ?? instance(creator, type, position, lower);
}

function collection(
  creator: CreatorContext,
  type: TypeReference,
  position: Position,
  lower: LowerExpression,
): Expression | undefined {
  const map = optional(creator.mapCreatorRest());
  if (map) {
    const entries = map.mapCreatorRestPair_list().map((pair) => ({
      key: lower(pair.expression(0)),
      value: lower(pair.expression(1)),
    }));
    return { kind: 'newMap', type, entries, position };
  }
  const set = optional(creator.setCreatorRest());
  const isEmpty = optional(creator.noRest()) !== undefined;
  if (!set && !isEmpty) return undefined;
  const elements = set?.expression_list().map(lower) ?? [];
  return { kind: 'newElements', type, elements, position };
}

function instance(
  creator: CreatorContext,
  type: TypeReference,
  position: Position,
  lower: LowerExpression,
): Expression {
  const list = optional(creator.classCreatorRest().arguments().expressionList());
  const args = list?.expression_list().map(lower) ?? [];
  return { kind: 'new', type, arguments: args, position };
}

function newArray(
  context: ArrayCreatorRestContext,
  type: TypeReference,
  position: Position,
  lower: LowerExpression,
): Expression {
  const size = optional(context.expression());
  if (size) return { kind: 'newArray', type, size: lower(size), position };
  const elements = optional(context.arrayInitializer())?.expression_list().map(lower) ?? [];
  return { kind: 'newElements', type, elements, position };
}
