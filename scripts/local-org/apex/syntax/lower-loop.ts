import type {
  ForStatementContext,
  ForControlContext,
  LocalVariableDeclarationContext,
  StatementContext,
  VariableDeclaratorContext,
} from '@apexdevtools/apex-parser';
import { lowerExpression, lowerExpressions } from './lower-expression.ts';
import { lowerType } from './lower-type.ts';
import { optional, positionOf } from './parse-tree.ts';
import type {
  ForStatement,
  Statement,
  VariableDeclarator,
  VariableStatement,
} from './statement.ts';

export function lowerVariables(context: LocalVariableDeclarationContext): VariableStatement {
  return {
    kind: 'variables',
    type: lowerType(context.typeRef()),
    isFinal: context.modifier_list().some((each) => each.getText().toLowerCase() === 'final'),
    variables: context.variableDeclarators().variableDeclarator_list().map(lowerDeclarator),
    position: positionOf(context),
  };
}

export function lowerDeclarator(context: VariableDeclaratorContext): VariableDeclarator {
  const value = optional(context.expression());
  return {
    name: context.id().getText(),
    value: value && lowerExpression(value),
    position: positionOf(context),
  };
}

/** Both kinds of `for`. */
export function lowerFor(
  context: ForStatementContext,
  lowerStatement: (context: StatementContext) => Statement,
): Statement {
  const position = positionOf(context);
  const statement = optional(context.statement());
  const body = statement && lowerStatement(statement);
  const control = context.forControl();
  const each = optional(control.enhancedForControl());
  if (!each) return { ...lowerControl(control), body, position };
  return {
    kind: 'forEach',
    type: lowerType(each.typeRef()),
    name: each.id().getText(),
    iterable: lowerExpression(each.expression()),
    body,
    position,
  };
}

function lowerControl(
  context: ForControlContext,
): Pick<ForStatement, 'kind' | 'initial' | 'condition' | 'updates'> {
  const initial = optional(context.forInit());
  const declaration = initial && optional(initial.localVariableDeclaration());
  const condition = optional(context.expression());
  const update = optional(context.forUpdate());
  return {
    kind: 'for',
    initial: declaration
      ? lowerVariables(declaration)
      : initial
        ? lowerExpressions(initial.expressionList())
        : [],
    condition: condition && lowerExpression(condition),
    updates: update ? lowerExpressions(update.expressionList()) : [],
  };
}
