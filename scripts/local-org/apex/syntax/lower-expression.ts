import {
  Arth1ExpressionContext,
  Arth2ExpressionContext,
  ArrayExpressionContext,
  AssignExpressionContext,
  BitAndExpressionContext,
  BitExpressionContext,
  BitNotExpressionContext,
  BitOrExpressionContext,
  CastExpressionContext,
  CmpExpressionContext,
  CoalExpressionContext,
  CondExpressionContext,
  DotExpressionContext,
  EqualityExpressionContext,
  type ExpressionContext,
  type ExpressionListContext,
  InstanceOfExpressionContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  type MethodCallContext,
  MethodCallExpressionContext,
  NegExpressionContext,
  NewExpressionContext,
  PostOpExpressionContext,
  PreOpExpressionContext,
  PrimaryExpressionContext,
  SubExpressionContext,
} from '@apexdevtools/apex-parser';
import type {
  AssignExpression,
  BinaryOperator,
  Expression,
  StepExpression,
  UnaryOperator,
} from './expression.ts';
import { lowerNew } from './lower-creation.ts';
import { lowerPrimary } from './lower-primary.ts';
import { lowerType } from './lower-type.ts';
import { type Lowering, lowered, on, optional, positionOf, signsOf } from './parse-tree.ts';
import { UnsupportedApexError } from './unsupported-apex-error.ts';

export function lowerExpression(context: ExpressionContext): Expression {
  const expression = lowered(rows, context);
  if (expression) return expression;
  throw new UnsupportedApexError(`the expression "${context.getText()}"`, positionOf(context));
}

export function lowerExpressions(context: ExpressionListContext): readonly Expression[] {
  return optional(context)?.expression_list().map(lowerExpression) ?? [];
}

type Two = ExpressionContext & { expression(i: number): ExpressionContext };

function binary(context: Two): Expression {
  // `<>` is the old spelling of `!=`.
  const operator = signsOf(context).replace('<>', '!=') as BinaryOperator;
  const [left, right] = [context.expression(0), context.expression(1)].map(lowerExpression);
  return { kind: 'binary', operator, left, right, position: positionOf(context) } as Expression;
}

function unary(context: PreOpExpressionContext | NegExpressionContext): Expression {
  const operator = signsOf(context);
  const position = positionOf(context);
  const operand = lowerExpression(context.expression());
  if (operator === '++' || operator === '--') {
    return { kind: 'step', operator, isPrefix: true, target: operand, position };
  }
  if (operator === '-' && operand.kind === 'literal' && operand.type === 'Integer') {
    return { ...operand, value: -operand.value, position };
  }
  return { kind: 'unary', operator: operator as UnaryOperator, operand, position };
}

function postfix(context: PostOpExpressionContext): Expression {
  const operator = signsOf(context) as StepExpression['operator'];
  const target = lowerExpression(context.expression());
  return { kind: 'step', operator, isPrefix: false, target, position: positionOf(context) };
}

function assignment(context: AssignExpressionContext): Expression {
  const sign = signsOf(context).slice(0, -1);
  return {
    kind: 'assign',
    operator: (sign || undefined) as AssignExpression['operator'],
    target: lowerExpression(context.expression(0)),
    value: lowerExpression(context.expression(1)),
    position: positionOf(context),
  };
}

function dot(context: DotExpressionContext): Expression {
  const target = lowerExpression(context.expression());
  const isNullSafe = optional(context.QUESTIONDOT()) !== undefined;
  const call = optional(context.dotMethodCall());
  const name = (call ?? context).anyId().getText();
  // The name's own line: in a chain over several lines it is what a stack trace should point to.
  const position = positionOf((call ?? context).anyId());
  if (!call) return { kind: 'member', target, name, isNullSafe, position };
  const args = lowerExpressions(call.expressionList());
  return { kind: 'call', target, name, arguments: args, isNullSafe, position };
}

function ownCall(context: MethodCallContext): Expression {
  const position = positionOf(context);
  const args = lowerExpressions(context.expressionList());
  const constructor = optional(context.THIS()) ? 'this' : optional(context.SUPER()) && 'super';
  if (constructor) {
    return { kind: 'constructorCall', which: constructor as 'this', arguments: args, position };
  }
  const name = context.id().getText();
  return { kind: 'call', target: undefined, name, arguments: args, isNullSafe: false, position };
}

const rows: readonly Lowering<ExpressionContext, Expression>[] = [
  on(PrimaryExpressionContext, (context) => lowerPrimary(context.primary(), lowerExpression)),
  on(DotExpressionContext, dot),
  on(MethodCallExpressionContext, (context) => ownCall(context.methodCall())),
  on(SubExpressionContext, (context) => lowerExpression(context.expression())),
  on(AssignExpressionContext, assignment),
  on(NewExpressionContext, (context) => lowerNew(context, lowerExpression)),
  on(PreOpExpressionContext, unary),
  on(NegExpressionContext, unary),
  on(PostOpExpressionContext, postfix),
  ...[
    Arth1ExpressionContext,
    Arth2ExpressionContext,
    BitAndExpressionContext,
    BitExpressionContext,
    BitNotExpressionContext,
    BitOrExpressionContext,
    CmpExpressionContext,
    CoalExpressionContext,
    EqualityExpressionContext,
    LogAndExpressionContext,
    LogOrExpressionContext,
  ].map((type) => on<ExpressionContext, Two, Expression>(type, binary)),
  on(ArrayExpressionContext, (context) => ({
    kind: 'index',
    target: lowerExpression(context.expression(0)),
    index: lowerExpression(context.expression(1)),
    position: positionOf(context),
  })),
  on(CondExpressionContext, (context) => ({
    kind: 'conditional',
    condition: lowerExpression(context.expression(0)),
    whenTrue: lowerExpression(context.expression(1)),
    whenFalse: lowerExpression(context.expression(2)),
    position: positionOf(context),
  })),
  on(CastExpressionContext, (context) => ({
    kind: 'cast',
    type: lowerType(context.typeRef()),
    operand: lowerExpression(context.expression()),
    position: positionOf(context),
  })),
  on(InstanceOfExpressionContext, (context) => ({
    kind: 'instanceof',
    operand: lowerExpression(context.expression()),
    type: lowerType(context.typeRef()),
    position: positionOf(context),
  })),
];
