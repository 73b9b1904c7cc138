import type { FieldFunctionExpression, FunctionExp } from '@jetstreamapp/soql-parser-js';
import type { FieldType } from '../schema/object-schema.ts';
import { UnsupportedError } from '../schema/unsupported-error.ts';
import { comparisonOf, type Comparand, type Comparison } from './literal.ts';
import type { QueryScope, ResolvedField } from './query-scope.ts';
import { malformed, soqlError } from './soql-error.ts';

/** A function call of a query as SQL. */
export interface SoqlFunction extends Comparand {
  readonly isAggregate: boolean;
}

type Call = FunctionExp | FieldFunctionExpression;

export const aggregateNames: ReadonlySet<string> = new Set([
  'COUNT',
  'COUNT_DISTINCT',
  'SUM',
  'AVG',
  'MIN',
  'MAX',
]);

export function functionName(call: Call): string {
  return (call.functionName ?? '').toUpperCase();
}

/** Compiles an aggregate or a date function. Throws what an org would, or `UnsupportedError` naming the function. */
export function soqlFunction(scope: QueryScope, call: Call): SoqlFunction {
  const name = functionName(call);
  const base = { name: call.rawValue ?? name, caseSensitive: false };
  if (aggregateNames.has(name)) return { ...base, isAggregate: true, ...aggregate(scope, call) };
  const part = dateParts[name];
  if (!part) throw new UnsupportedError(`${call.functionName ?? ''}() in SOQL`);
  const { sql, field } = onlyField(scope, call);
  const comparison = comparisonOf(field.type);
  if (comparison !== 'date' && comparison !== 'datetime') {
    throw soqlError(
      'INVALID_FIELD',
      scope.environment.soql,
      base.name,
      `field ${field.name} is not a date or dateTime field`,
    );
  }
  const type = name === 'DAY_ONLY' ? 'date' : 'int';
  return { ...base, isAggregate: false, sql: part(sql), type };
}

/** The field a function is called with. */
export function onlyField(scope: QueryScope, call: Call): ResolvedField {
  const parameters = call.parameters ?? [];
  const [parameter] = parameters;
  if (typeof parameter === 'object') {
    throw new UnsupportedError(`${functionName(parameter)}() inside ${functionName(call)}()`);
  }
  if (parameter !== undefined && parameters.length === 1) return scope.resolve(parameter);
  const message = `wrong number of arguments for ${functionName(call)}`;
  throw malformed(scope.environment.soql, functionName(call), message);
}

const integer = (sql: string) => `CAST(${sql} AS INTEGER)`;
const month = (sql: string) => integer(`substr(${sql}, 6, 2)`);
const dayInYear = (sql: string) => integer(`strftime('%j', substr(${sql}, 1, 10))`);
const year = (sql: string) => integer(`substr(${sql}, 1, 4)`);
const quarter = (sql: string) => `((${month(sql)} + 2) / 3)`;
const dayInMonth = (sql: string) => integer(`substr(${sql}, 9, 2)`);

/** Date functions, in UTC as documented; the fiscal year is the calendar year. */
const dateParts: Readonly<Record<string, (sql: string) => string>> = {
  CALENDAR_YEAR: year,
  CALENDAR_QUARTER: quarter,
  CALENDAR_MONTH: month,
  FISCAL_YEAR: year,
  FISCAL_QUARTER: quarter,
  FISCAL_MONTH: month,
  DAY_IN_MONTH: dayInMonth,
  DAY_IN_WEEK: (sql) => `(${integer(`strftime('%w', substr(${sql}, 1, 10))`)} + 1)`,
  DAY_IN_YEAR: dayInYear,
  DAY_ONLY: (sql) => `substr(${sql}, 1, 10)`,
  HOUR_IN_DAY: (sql) => integer(`substr(${sql}, 12, 2)`),
  WEEK_IN_MONTH: (sql) => `((${dayInMonth(sql)} - 1) / 7 + 1)`,
  WEEK_IN_YEAR: (sql) => `((${dayInYear(sql)} - 1) / 7 + 1)`,
};

type Aggregate = (resolved: ResolvedField) => { sql: string; type: FieldType };

const aggregates: Readonly<Record<string, Aggregate>> = {
  COUNT: ({ sql }) => ({ sql: `count(${sql})`, type: 'int' }),
  COUNT_DISTINCT: (resolved) => ({ sql: `count(DISTINCT ${caseless(resolved)})`, type: 'int' }),
  SUM: ({ sql, field }) => ({ sql: `sum(${sql})`, type: field.type }),
  AVG: ({ sql }) => ({ sql: `avg(${sql})`, type: 'double' }),
  MIN: (resolved) => ({ sql: `min(${caseless(resolved)})`, type: resolved.field.type }),
  MAX: (resolved) => ({ sql: `max(${caseless(resolved)})`, type: resolved.field.type }),
};

/** Aggregates that don't take every field, with the question whether they take one compared this way. */
const accepts: Readonly<Record<string, (comparison: Comparison) => boolean>> = {
  SUM: (comparison) => comparison === 'number',
  AVG: (comparison) => comparison === 'number',
  MIN: (comparison) => comparison !== 'boolean',
  MAX: (comparison) => comparison !== 'boolean',
};

function aggregate(scope: QueryScope, call: Call): { sql: string; type: FieldType } {
  const name = functionName(call);
  if (name === 'COUNT' && call.parameters?.length === 0) return { sql: 'count(*)', type: 'int' };
  const resolved = onlyField(scope, call);
  const compile = aggregates[name];
  const isAccepted = accepts[name]?.(comparisonOf(resolved.field.type)) ?? true;
  if (compile && isAccepted) return compile(resolved);
  const message = `field ${resolved.field.name} does not support aggregate operator ${name}`;
  throw malformed(scope.environment.soql, resolved.token, message);
}

/** Text the way it is told apart: without regard to case, unless the field minds it. */
export function caseless({ sql, field }: Pick<ResolvedField, 'sql' | 'field'>): string {
  return comparisonOf(field.type) === 'text' && !field.caseSensitive
    ? `${sql} COLLATE NOCASE`
    : sql;
}
