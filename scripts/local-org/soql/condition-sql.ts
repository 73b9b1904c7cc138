import type { Condition, ConditionWithValueQuery, Query } from '@jetstreamapp/soql-parser-js';
import type { FieldSchema } from '../schema/object-schema.ts';
import { boundLiterals, boundPatterns } from './bound-value.ts';
import { comparisonSql, knowsOperator, likeSql } from './comparison.ts';
import type { ConditionTree } from './condition-tree.ts';
import { comparisonOf, likePattern, literal, type Comparand } from './literal.ts';
import type { QueryScope, ResolvedField } from './query-scope.ts';
import { malformed, soqlError } from './soql-error.ts';
import { soqlFunction } from './soql-function.ts';

/** Compiles the SELECT inside IN (…); handed in, because a subquery is compiled by whoever compiles queries. */
export type CompileSubquery = (scope: QueryScope, query: Query) => string;

/** SQL of a WHERE or HAVING tree. What isn't true is false: NOT turns an unknown result into true. */
export function conditionSql(
  scope: QueryScope,
  tree: ConditionTree,
  compileSubquery: CompileSubquery,
): string {
  switch (tree.kind) {
    case 'condition':
      return comparison(scope, tree.condition, compileSubquery);
    case 'not':
      return `(${conditionSql(scope, tree.operand, compileSubquery)} IS NOT TRUE)`;
    default: {
      const parts = tree.operands.map((each) => conditionSql(scope, each, compileSubquery));
      return balanced(parts, ` ${tree.kind} `);
    }
  }
}

/** Joined in halves: SQLite limits how deep an expression may be, and a chain is as deep as it is long. */
function balanced(parts: readonly string[], operator: string): string {
  if (parts.length <= 2) return `(${parts.join(operator)})`;
  const half = Math.floor(parts.length / 2);
  return `(${balanced(parts.slice(0, half), operator)}${operator}${balanced(parts.slice(half), operator)})`;
}

function comparison(
  scope: QueryScope,
  condition: ConditionWithValueQuery,
  compileSubquery: CompileSubquery,
): string {
  if ('valueQuery' in condition) {
    return semiJoin(scope, condition, compileSubquery);
  }
  if (!('operator' in condition))
    throw malformed(scope.environment.soql, '', 'unexpected token: <EOF>');
  const { soql, binds } = scope.environment;
  const comparand = comparandOf(scope, condition);
  const operator = condition.operator.toUpperCase().replace('<>', '!=');
  if (!knowsOperator(comparand, operator)) {
    const kind = comparand.type === 'reference' ? 'id' : comparand.type;
    throw soqlError('INVALID_FIELD', soql, comparand.name, `invalid operator on ${kind} field`);
  }
  const values = [condition.value].flat();
  const types = [condition.literalType ?? 'STRING'].flat();
  if (operator === 'LIKE') {
    return likeSql(
      comparand,
      values.flatMap((value) => boundPatterns(binds, value) ?? [likePattern(value)]),
    );
  }
  const literals = values.flatMap((value, at) => {
    const given = boundLiterals(binds, value, comparand.type);
    const all = given ?? [{ type: types[at] ?? types[0] ?? 'STRING', text: value }];
    return all.map(({ type, text }) => literal(scope.environment, comparand, text, type));
  });
  return comparisonSql(comparand, operator, literals);
}

function comparandOf(
  scope: QueryScope,
  condition: Exclude<Condition, { openParen: number; operator?: never }>,
): Comparand {
  if ('fn' in condition) return soqlFunction(scope, condition.fn);
  if (!('field' in condition))
    throw malformed(scope.environment.soql, '', 'unexpected token: <EOF>');
  return filterable(scope, scope.resolve(condition.field));
}

/** Long text and addresses can be read but not filtered. */
export function isFilterable({ type, length }: FieldSchema): boolean {
  return type !== 'address' && !(type === 'textarea' && length > 255);
}

function filterable(scope: QueryScope, resolved: ResolvedField): Comparand {
  const { field, sql, token } = resolved;
  if (!isFilterable(field)) {
    throw soqlError(
      'INVALID_FIELD',
      scope.environment.soql,
      token,
      `field '${field.name}' can not be filtered in a query call`,
    );
  }
  return {
    sql,
    type: field.type,
    name: token,
    caseSensitive: field.caseSensitive,
    isDurableId: pointsToDefinitions(field) || resolved.object.kind === 'virtual',
  };
}

function pointsToDefinitions({ reference }: FieldSchema): boolean {
  return reference?.to.some((name) => name.endsWith('Definition')) ?? false;
}

function semiJoin(
  scope: QueryScope,
  condition: Extract<ConditionWithValueQuery, { valueQuery: Query }>,
  compileSubquery: CompileSubquery,
): string {
  const { soql } = scope.environment;
  const { field, sql, token } = scope.resolve(condition.field);
  if (comparisonOf(field.type) !== 'id') {
    throw malformed(
      soql,
      token,
      `semi join sub-selects can only query id fields, cannot use: '${field.name}'`,
    );
  }
  if (condition.valueQuery.sObject?.toLowerCase() === scope.root.object.name.toLowerCase()) {
    throw malformed(
      soql,
      token,
      'The inner and outer selects should not be on the same object type',
    );
  }
  const membership = `(${sql} IN (${compileSubquery(scope, condition.valueQuery)}))`;
  return condition.operator.toUpperCase() === 'IN' ? membership : `(${membership} IS NOT TRUE)`;
}
