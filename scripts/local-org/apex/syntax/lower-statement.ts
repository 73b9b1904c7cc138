import {
  BlockContext,
  BreakStatementContext,
  ContinueStatementContext,
  DeleteStatementContext,
  DoWhileStatementContext,
  ExpressionStatementContext,
  ForStatementContext,
  IfStatementContext,
  InsertStatementContext,
  LocalVariableDeclarationStatementContext,
  MergeStatementContext,
  ReturnStatementContext,
  RunAsStatementContext,
  type StatementContext,
  SwitchStatementContext,
  ThrowStatementContext,
  TryStatementContext,
  UndeleteStatementContext,
  UpdateStatementContext,
  UpsertStatementContext,
  WhileStatementContext,
  type ApexParseTree,
} from '@apexdevtools/apex-parser';
import { lowerDml, lowerMerge } from './lower-dml.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerFor, lowerVariables } from './lower-loop.ts';
import { lowerSwitch } from './lower-switch.ts';
import { lowerTry } from './lower-try.ts';
import { type Lowering, lowered, on, optional, positionOf } from './parse-tree.ts';
import type { Block, Statement } from './statement.ts';
import { UnsupportedApexError } from './unsupported-apex-error.ts';

export function lowerBlock(context: BlockContext): Block {
  const statements = context.statement_list().map(lowerStatement);
  return { kind: 'block', statements, position: positionOf(context) };
}

export function lowerStatement(context: StatementContext): Statement {
  const [child] = context.children ?? [];
  const statement = child && lowered(rows, child);
  if (statement) return statement;
  throw new UnsupportedApexError(`the statement "${context.getText()}"`, positionOf(context));
}

function lowerIf(context: IfStatementContext): Statement {
  const [then, otherwise] = context.statement_list().map(lowerStatement);
  const position = positionOf(context);
  return {
    kind: 'if',
    condition: lowerExpression(context.parExpression().expression()),
    then: then ?? { kind: 'block', statements: [], position },
    otherwise,
    position,
  };
}

function lowerWhile(context: WhileStatementContext): Statement {
  const body = optional(context.statement());
  return {
    kind: 'while',
    condition: lowerExpression(context.parExpression().expression()),
    body: body && lowerStatement(body),
    isTestedLast: false,
    position: positionOf(context),
  };
}

function lowerReturn(context: ReturnStatementContext): Statement {
  const value = optional(context.expression());
  return { kind: 'return', value: value && lowerExpression(value), position: positionOf(context) };
}

function lowerRunAs(context: RunAsStatementContext): Statement {
  const [user] = optional(context.expressionList())?.expression_list() ?? [];
  const position = positionOf(context);
  if (!user) throw new UnsupportedApexError('System.runAs without a user', position);
  const body = lowerBlock(context.block());
  return { kind: 'runAs', user: lowerExpression(user), body, position };
}

const rows: readonly Lowering<ApexParseTree, Statement>[] = [
  on(BlockContext, lowerBlock),
  on(LocalVariableDeclarationStatementContext, (context) =>
    lowerVariables(context.localVariableDeclaration()),
  ),
  on(ExpressionStatementContext, (context) => ({
    kind: 'expression',
    expression: lowerExpression(context.expression()),
    position: positionOf(context),
  })),
  on(IfStatementContext, lowerIf),
  on(ForStatementContext, (context) => lowerFor(context, lowerStatement)),
  on(WhileStatementContext, lowerWhile),
  on(DoWhileStatementContext, (context) => ({
    kind: 'while',
    condition: lowerExpression(context.parExpression().expression()),
    body: lowerBlock(context.block()),
    isTestedLast: true,
    position: positionOf(context),
  })),
  on(SwitchStatementContext, (context) => lowerSwitch(context, lowerBlock)),
  on(TryStatementContext, (context) => lowerTry(context, lowerBlock)),
  on(ReturnStatementContext, lowerReturn),
  on(ThrowStatementContext, (context) => ({
    kind: 'throw',
    exception: lowerExpression(context.expression()),
    position: positionOf(context),
  })),
  on(BreakStatementContext, (context) => ({ kind: 'break', position: positionOf(context) })),
  on(ContinueStatementContext, (context) => ({ kind: 'continue', position: positionOf(context) })),
  on(InsertStatementContext, (context) => lowerDml('insert', context)),
  on(UpdateStatementContext, (context) => lowerDml('update', context)),
  on(DeleteStatementContext, (context) => lowerDml('delete', context)),
  on(UndeleteStatementContext, (context) => lowerDml('undelete', context)),
  on(UpsertStatementContext, (context) => {
    const field = optional(context.qualifiedName())?.getText();
    return { ...lowerDml('upsert', context), externalId: field };
  }),
  on(MergeStatementContext, lowerMerge),
  on(RunAsStatementContext, lowerRunAs),
];
