import type { Query, QueryBase, Subquery } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { ChildReference } from '../schema/schema.ts';
import { clauses } from './clauses.ts';
import { parsedQuery, rejectUnsupported } from './parsed-query.ts';
import type { QueryColumn, RecordIdentity } from './query-result.ts';
import { QueryScope, type QueryEnvironment } from './query-scope.ts';
import { selection, type Selected } from './selection.ts';
import { malformed, noSuchObject, noSuchRelationship } from './soql-error.ts';
import { aggregateNames, functionName } from './soql-function.ts';

export interface CompiledQuery {
  readonly object: string;
  readonly entity: string;
  readonly columns: readonly QueryColumn[];
  readonly sql: string;
  /** `sql` with the ids of `identities` behind its columns, for records that show addresses. */
  readonly recordSql: string;
  readonly identities: readonly RecordIdentity[];
  /** Counts the rows `sql` gives. */
  readonly countSql: string;
  /** Counts the rows that the groups are made of, also of groups behind the limit; undefined where only counts are asked for. */
  readonly aggregatedSql: string | undefined;
  /** `SELECT COUNT()`: the count is all there is. */
  readonly isCountOnly: boolean;
}

/** Compiles SOQL to one SQL SELECT, as the environment's user may run it. Throws `SalesforceError`. */
export function compiledQuery(environment: QueryEnvironment): CompiledQuery {
  const query = parsedQuery(environment.soql);
  const object = readableObject(environment, query.sObject);
  const scope = new QueryScope(environment, object, query.sObjectAlias);
  const isAggregate = groupsRows(query);
  const isCountOnly = isPlainCount(query);
  const selected = isCountOnly ? [] : selectedColumns(scope, query, isAggregate);
  const identities = isAggregate ? [] : scope.identities();
  const grouped = isAggregate ? selected : undefined;
  const rest = clauses({ scope, query, grouped, compileSubquery: semiJoinRows });
  const list = isCountOnly ? '1' : selected.map(({ sql }) => sql).join(', ');
  const ids = identities.map(({ sql }) => `, ${sql}`).join('');
  return {
    object: object.name,
    entity: isAggregate ? 'AggregateResult' : object.name,
    columns: selected.map(({ column }) => column),
    sql: `SELECT ${list} ${rest}`,
    recordSql: `SELECT ${list}${ids} ${rest}`,
    identities,
    countSql: `SELECT count(*) AS total FROM (SELECT ${isAggregate ? list : '1'} ${rest})`,
    aggregatedSql: readsEveryRow(query)
      ? `SELECT sum(count(*)) OVER () AS total ${rest}`
      : undefined,
    isCountOnly,
  };
}

function readableObject(
  { soql, schema, access }: QueryEnvironment,
  name: string | undefined,
): ObjectSchema {
  const object = schema.find(name ?? '');
  if (object && access.can('read', object)) return object;
  throw noSuchObject(soql, name ?? '');
}

function selectedColumns(scope: QueryScope, query: QueryBase, isAggregate: boolean) {
  return selection(scope, query.fields ?? [], {
    isAggregate,
    limit: query.limit,
    compileChildren: childRows,
  });
}

function isPlainCount({ fields = [], groupBy }: QueryBase): boolean {
  const [first, ...more] = fields;
  if (first?.type !== 'FieldFunctionExpression' || functionName(first) !== 'COUNT') return false;
  return first.parameters.length === 0 && more.length === 0 && groupBy === undefined;
}

function groupsRows(query: QueryBase): boolean {
  if (query.groupBy !== undefined) return true;
  if (isPlainCount(query)) return false;
  return (query.fields ?? []).some(
    (field) => field.type === 'FieldFunctionExpression' && aggregateNames.has(functionName(field)),
  );
}

/** Whether an aggregate other than a count has to read what is in the rows. */
function readsEveryRow({ fields = [] }: QueryBase): boolean {
  return fields.some(
    (field) =>
      field.type === 'FieldFunctionExpression' &&
      aggregateNames.has(functionName(field)) &&
      !functionName(field).startsWith('COUNT'),
  );
}

/** `IN (SELECT AccountId FROM Contact …)`: one id column, blanks left out. */
function semiJoinRows(outer: QueryScope, query: Query): string {
  const { environment } = outer;
  const { soql } = environment;
  rejectUnsupported(query);
  const object = readableObject(environment, query.sObject);
  const scope = outer.nested(object, query.sObjectAlias);
  const [column, ...more] = selectedColumns(scope, query, false);
  if (!column || more.length > 0) {
    throw malformed(soql, object.name, 'semi join sub-selects must select exactly one field');
  }
  const { name, type, kind } = column.column;
  if (kind !== 'field' || (type !== 'id' && type !== 'reference')) {
    const message = `semi join sub-selects can only query id fields, cannot use: '${name}'`;
    throw malformed(soql, column.token, message);
  }
  const condition = `${column.sql} IS NOT NULL`;
  return `SELECT ${column.sql} ${clauses({ scope, query, condition, compileSubquery: semiJoinRows })}`;
}

/** `(SELECT Name FROM Contacts …)`: a JSON array of rows, each an array, computed with its parent's row. */
function childRows(outer: QueryScope, subquery: Subquery): Selected {
  const { environment, root } = outer;
  const { child, field } = childReference(outer, subquery);
  rejectUnsupported(subquery);
  if (groupsRows(subquery) || isPlainCount(subquery)) {
    const message = 'only root queries support aggregate expressions';
    throw malformed(environment.soql, subquery.relationshipName, message);
  }
  const scope = outer.nested(child, subquery.sObjectAlias);
  const selected = selectedColumns(scope, subquery, false);
  const identities = scope.identities();
  const name = field.reference?.childRelationshipName ?? subquery.relationshipName;
  const condition = `${scope.root.column(field.name)} = ${root.column('Id')}`;
  const rest = clauses({ scope, query: subquery, condition, compileSubquery: semiJoinRows });
  return {
    sql: jsonRows(
      [...selected, ...identities].map(({ sql }) => sql),
      rest,
    ),
    column: {
      name,
      kind: 'children',
      type: 'anyType',
      custom: name.endsWith('__r'),
      path: [name],
      children: { entity: child.name, columns: selected.map(({ column }) => column), identities },
    },
    mustBeGrouped: false,
    token: subquery.relationshipName,
  };
}

function childReference(outer: QueryScope, { relationshipName }: Subquery): ChildReference {
  const { soql, schema, access } = outer.environment;
  const wanted = relationshipName.toLowerCase();
  const found = schema
    .childReferences(outer.root.object.name)
    .find(({ field }) => field.reference?.childRelationshipName?.toLowerCase() === wanted);
  const isVisible =
    found && access.can('read', found.child) && access.canReadField(found.child, found.field);
  if (isVisible === true) return found;
  throw noSuchRelationship(soql, relationshipName, relationshipName, 'from');
}

function jsonRows(values: readonly string[], rest: string): string {
  const named = values.map((sql, at) => `${sql} AS c${at}`).join(', ');
  const array = `json_group_array(json_array(${values.map((_, at) => `c${at}`).join(', ')}))`;
  return `(SELECT ${array} FROM (SELECT ${named} ${rest}))`;
}
