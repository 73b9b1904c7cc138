import type { OrderByClause, QueryBase } from '@jetstreamapp/soql-parser-js';
import { quoted } from '../data/store.ts';
import { SalesforceError } from '../schema/salesforce-error.ts';
import { UnsupportedError } from '../schema/unsupported-error.ts';
import { conditionSql, isFilterable, type CompileSubquery } from './condition-sql.ts';
import { conditionTree } from './condition-tree.ts';
import type { QueryScope } from './query-scope.ts';
import type { Selected } from './selection.ts';
import { malformed, soqlError } from './soql-error.ts';
import { caseless, functionName, soqlFunction } from './soql-function.ts';

/** What the clauses of a SELECT are compiled from. */
export interface ClauseParts {
  readonly scope: QueryScope;
  readonly query: QueryBase;
  /** The selected columns, of a query with aggregates or GROUP BY. */
  readonly grouped?: readonly Selected[] | undefined;
  /** A condition of the compiler's own, besides the query's. */
  readonly condition?: string;
  readonly compileSubquery: CompileSubquery;
}

/** SQL from FROM to OFFSET. Joins are put together last, because every clause may need one. */
export function clauses(parts: ClauseParts): string {
  const { scope, query } = parts;
  const where = whereClause(parts);
  const grouping = parts.grouped ? groupClause(parts, parts.grouped) : '';
  const order = orderClause(parts);
  const { alias, object } = scope.root;
  const from = [`FROM ${quoted(object.name)} ${alias}`, ...scope.tree.joins];
  return [...from, where, grouping, order, rowWindow(query)]
    .filter((part) => part !== '')
    .join(' ');
}

function whereClause({ scope, query, condition, compileSubquery }: ClauseParts): string {
  const { soql, schema, all } = scope.environment;
  const hasBin = schema.findField(scope.root.object.name, 'IsDeleted') !== undefined;
  const conditions = [
    ...(condition === undefined ? [] : [condition]),
    ...(hasBin && !all ? [`${scope.root.column('IsDeleted')} = 0`] : []),
    ...(query.where
      ? [conditionSql(scope, conditionTree(soql, query.where), compileSubquery)]
      : []),
  ];
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

function groupClause(
  { scope, query, compileSubquery }: ClauseParts,
  selected: readonly Selected[],
): string {
  const { soql } = scope.environment;
  const keys = groupKeys(scope, query);
  const loose = selected.find(({ sql, mustBeGrouped }) => mustBeGrouped && !keys.has(sql));
  if (loose) {
    throw malformed(soql, loose.token, `Field must be grouped or aggregated: ${loose.token}`);
  }
  const having = query.having
    ? ` HAVING ${conditionSql(scope, conditionTree(soql, query.having), compileSubquery)}`
    : '';
  return (keys.size === 0 ? '' : `GROUP BY ${[...keys.values()].join(', ')}`) + having;
}

/** What the query groups by: the SQL of each expression, and the SQL that groups by it without regard to case. */
function groupKeys(scope: QueryScope, { groupBy }: QueryBase): ReadonlyMap<string, string> {
  const groups = [groupBy ?? []].flat();
  return new Map(
    groups.map((group) => {
      if (!('fn' in group)) {
        const resolved = scope.resolve(group.field);
        return [resolved.sql, caseless(resolved)];
      }
      const name = functionName(group.fn);
      if (name === 'ROLLUP' || name === 'CUBE')
        throw new UnsupportedError(`GROUP BY ${name} in SOQL`);
      const { sql } = soqlFunction(scope, group.fn);
      return [sql, sql];
    }),
  );
}

function orderClause({ scope, query, grouped }: ClauseParts): string {
  const orders = [query.orderBy ?? []].flat().map((order) => {
    // Nulls come first unless the query says otherwise, in either direction (SOQL reference, "ORDER BY").
    const { order: direction = 'ASC', nulls = 'FIRST' } = order;
    return `${orderKey(scope, order, grouped)} ${direction} NULLS ${nulls}`;
  });
  return orders.length === 0 ? '' : `ORDER BY ${orders.join(', ')}`;
}

function orderKey(
  scope: QueryScope,
  order: OrderByClause,
  grouped: readonly Selected[] | undefined,
): string {
  if ('fn' in order) return soqlFunction(scope, order.fn).sql;
  const wanted = order.field.toLowerCase();
  const aggregate = grouped?.find(
    ({ column, mustBeGrouped }) => !mustBeGrouped && column.name.toLowerCase() === wanted,
  );
  return aggregate?.sql ?? orderField(scope, order.field, grouped);
}

function orderField(
  scope: QueryScope,
  token: string,
  grouped: readonly Selected[] | undefined,
): string {
  const { soql } = scope.environment;
  const resolved = scope.resolve(token);
  if (!isFilterable(resolved.field) || resolved.field.type === 'multipicklist') {
    const message = `field '${resolved.field.name}' can not be sorted in a query call`;
    throw soqlError('INVALID_FIELD', soql, token, message);
  }
  if (grouped && !grouped.some(({ sql }) => sql === resolved.sql)) {
    throw malformed(soql, token, `Ordered field must be grouped or aggregated: ${token}`);
  }
  return caseless(resolved);
}

const maxOffset = 2000;

function rowWindow({ limit, offset }: QueryBase): string {
  if (offset === undefined) return limit === undefined ? '' : `LIMIT ${limit}`;
  if (offset > maxOffset) {
    const message = `Maximum SOQL offset allowed is ${maxOffset}`;
    throw new SalesforceError('NUMBER_OUTSIDE_VALID_RANGE', message);
  }
  return `LIMIT ${limit ?? -1} OFFSET ${offset}`;
}
