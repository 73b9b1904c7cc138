import type {
  Field,
  FieldFunctionExpression,
  FieldRelationship,
  FieldSubquery,
  FieldType as SelectedField,
} from '@jetstreamapp/soql-parser-js';
import { textLiteral } from '../schema/formula/formula-expression.ts';
import { SalesforceError } from '../schema/salesforce-error.ts';
import { UnsupportedError } from '../schema/unsupported-error.ts';
import type { QueryColumn } from './query-result.ts';
import type { QueryScope, ResolvedField } from './query-scope.ts';
import { malformed } from './soql-error.ts';
import { functionName, onlyField, soqlFunction } from './soql-function.ts';

/** One column of a SELECT: its SQL and how the result shows it. */
export interface Selected {
  readonly sql: string;
  readonly column: QueryColumn;
  /** For a query with aggregates: the expression must be one of GROUP BY. */
  readonly mustBeGrouped: boolean;
  readonly token: string;
}

/** Compiles `(SELECT … FROM Contacts)`; handed in by the query compiler. */
export type CompileChildren = (scope: QueryScope, subquery: FieldSubquery['subquery']) => Selected;

interface Selection {
  readonly scope: QueryScope;
  readonly isAggregate: boolean;
  readonly limit: number | undefined;
  readonly compileChildren: CompileChildren;
  /** Hands out expr0, expr1 … to aggregates without an alias. */
  readonly nextExpressionName: () => string;
}

/** The columns a SELECT list asks for, in its order. Throws what an org would about each of them. */
export function selection(
  scope: QueryScope,
  fields: readonly SelectedField[],
  details: Pick<Selection, 'isAggregate' | 'limit' | 'compileChildren'>,
): readonly Selected[] {
  let expressions = 0;
  const context = { ...details, scope, nextExpressionName: () => `expr${expressions++}` };
  const selected = fields.flatMap((field) => selectedColumns(context, field));
  const seen = new Set<string>();
  for (const { column } of selected) {
    if (!seen.has(column.name)) seen.add(column.name);
    else throw new SalesforceError('INVALID_FIELD', `duplicate field selected: ${column.name}`);
  }
  return selected;
}

function selectedColumns(context: Selection, field: SelectedField): readonly Selected[] {
  switch (field.type) {
    case 'Field':
      return [plainField(context, field.field, field)];
    case 'FieldRelationship':
      return [plainField(context, [...field.relationships, field.field].join('.'), field)];
    case 'FieldFunctionExpression':
      return functionColumns(context, field);
    case 'FieldSubquery':
      return [childColumn(context, field)];
    case 'FieldTypeof':
      throw new UnsupportedError('TYPEOF in SOQL');
  }
}

function plainField(
  context: Selection,
  token: string,
  selected: Field | FieldRelationship,
): Selected {
  const alias = 'alias' in selected ? selected.alias : undefined;
  const { scope, isAggregate } = context;
  if (alias !== undefined && !isAggregate) {
    throw malformed(scope.environment.soql, alias, 'only aggregate expressions use field aliasing');
  }
  return isAggregate
    ? groupedColumn(scope.resolve(token), alias)
    : fieldColumn(scope.resolve(token));
}

function fieldColumn({ field, path, sql, token }: ResolvedField): Selected {
  const column: QueryColumn = {
    name: path.join('.'),
    kind: 'field',
    type: field.type,
    custom: field.custom,
    path,
  };
  return { sql, column, mustBeGrouped: false, token };
}

/** In an aggregate result a field is known by its own name alone, or its alias. */
function groupedColumn({ field, sql, token }: ResolvedField, alias: string | undefined): Selected {
  const name = alias ?? field.name;
  return {
    sql,
    column: { name, kind: 'field', type: field.type, custom: field.custom, path: [name] },
    mustBeGrouped: true,
    token,
  };
}

function functionColumns(context: Selection, call: FieldFunctionExpression): readonly Selected[] {
  const name = functionName(call);
  if (name === 'FIELDS') return allFields(context, call);
  if (name === 'TOLABEL') return [labelColumn(context, call)];
  const { scope } = context;
  const { sql, type, isAggregate } = soqlFunction(scope, call);
  const shown = call.alias ?? context.nextExpressionName();
  const column: QueryColumn = {
    name: shown,
    kind: 'aggregate',
    type,
    custom: false,
    path: [shown],
  };
  return [{ sql, column, mustBeGrouped: !isAggregate, token: call.rawValue ?? name }];
}

/** toLabel(Industry): the label of a picklist's value, under the field's name or an alias. */
function labelColumn(context: Selection, call: FieldFunctionExpression): Selected {
  const resolved = onlyField(context.scope, call);
  const { field, sql, path } = resolved;
  if (!field.picklist)
    throw new UnsupportedError(`toLabel() of ${field.name}, which is no picklist`);
  const cases = field.picklist.values.map(
    ({ value, label }) => `WHEN ${textLiteral(value)} THEN ${textLiteral(label)}`,
  );
  const labels = cases.length === 0 ? sql : `(CASE ${sql} ${cases.join(' ')} ELSE ${sql} END)`;
  const shown = call.alias === undefined ? path : [call.alias];
  return {
    sql: labels,
    column: {
      name: shown.join('.'),
      kind: 'field',
      type: 'string',
      custom: field.custom,
      path: shown,
    },
    mustBeGrouped: context.isAggregate,
    token: resolved.token,
  };
}

const maxFieldsLimit = 200;

/** FIELDS(ALL | STANDARD | CUSTOM): what the user sees of them, but no more than 200 rows where custom fields are in it. */
function allFields(context: Selection, call: FieldFunctionExpression): readonly Selected[] {
  const { scope, limit } = context;
  const { soql, access } = scope.environment;
  const token = call.rawValue ?? 'FIELDS';
  const [argument] = call.parameters;
  const group = typeof argument === 'string' ? argument.toUpperCase() : '';
  if (context.isAggregate)
    throw malformed(soql, token, 'The SOQL FIELDS function is not supported with GROUP BY');
  if (group !== 'STANDARD' && (limit === undefined || limit > maxFieldsLimit)) {
    throw malformed(soql, token, 'The SOQL FIELDS function must have a LIMIT of at most 200');
  }
  const { object } = scope.root;
  return object.fields
    .filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'))
    .filter((field) => access.canReadField(object, field))
    .map((field) => fieldColumn(scope.resolve(field.name)));
}

function childColumn(context: Selection, { subquery }: FieldSubquery): Selected {
  const { scope, isAggregate } = context;
  if (isAggregate) {
    const { soql } = scope.environment;
    throw malformed(
      soql,
      subquery.relationshipName,
      'aggregate queries can not have child subqueries',
    );
  }
  return context.compileChildren(scope, subquery);
}
