import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { isCalendarDate } from '../../domain/calendar-date.ts';
import {
  ownColumns,
  type Bound,
  type ColumnType,
  type DirectoryColumn,
  type DirectoryCondition,
  type DirectoryFilter,
  type DirectoryQuery,
} from '../../domain/directory-query.ts';
import { cursorPosition } from './directory-cursor.ts';
import { ProblemError } from './problem.ts';
import { filterSchemas, type DirectoryQuerySchema } from './schemas/directory.ts';

const defaultLimit = 50;
const mostFilters = 20;

/**
 * The query that a request asks for. `displayColumns` are those of the organization's directory.
 *
 * @throws ProblemError 400 that names the part which can't be used, and what could be
 */
export function directoryQuery(
  given: Static<typeof DirectoryQuerySchema>,
  displayColumns: readonly DirectoryColumn[],
): DirectoryQuery {
  const columns = [...ownColumns, ...displayColumns];
  const sort = columnNamed(given.sort ?? 'name', columns);
  const order = { sort, descending: given.order === 'desc' };
  return {
    ...order,
    limit: given.limit === undefined ? defaultLimit : Number(given.limit),
    after: given.cursor === undefined ? null : cursorPosition(given.cursor, order),
    filters: given.filters === undefined ? [] : filtersIn(given.filters, columns),
  };
}

function filtersIn(text: string, columns: readonly DirectoryColumn[]): readonly DirectoryFilter[] {
  const list = jsonOf(text);
  if (!Array.isArray(list)) throw refused('filters is not a list.');
  if (list.length > mostFilters)
    throw refused(`filters has ${list.length} conditions; ${mostFilters} are allowed.`);
  return list.map((each: unknown) => filterOf(each, columns));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(`filters is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

function filterOf(given: unknown, columns: readonly DirectoryColumn[]): DirectoryFilter {
  const operator = operatorOf(given);
  const schema: TSchema = filterSchemas[operator];
  const [fault] = Value.Errors(schema, given);
  if (fault)
    throw refused(
      `A condition "${operator}" is wrong at "${fault.instancePath}": ${fault.message}.`,
    );
  const { column: name, ...condition } = given as DirectoryCondition & { readonly column: string };
  const column = columnNamed(name, columns);
  if (!operatorsOf[column.type].includes(operator))
    throw refused(
      `The column "${column.name}" is of the type ${column.type}, which has no condition "${operator}". It has: ${operatorsOf[column.type].join(', ')}.`,
    );
  refuseUnstorable(condition);
  if (condition.operator === 'between') refuseWrongBounds(condition, column);
  return { ...condition, column };
}

const operators = Object.keys(filterSchemas) as (keyof typeof filterSchemas)[];

/** docs/connector-api.md */
const operatorsOf: Readonly<Record<ColumnType, readonly DirectoryCondition['operator'][]>> = {
  text: ['contains', 'empty'],
  picklist: ['in', 'empty'],
  multipicklist: ['in', 'empty'],
  number: ['between', 'empty'],
  date: ['between', 'empty'],
  datetime: ['between', 'empty'],
  checkbox: ['is', 'empty'],
};

function operatorOf(given: unknown): keyof typeof filterSchemas {
  const name: unknown = (given as { readonly operator?: unknown } | null)?.operator;
  const operator = operators.find((each) => each === name);
  if (operator === undefined)
    throw refused(`A condition has no known operator. There are: ${operators.join(', ')}.`);
  return operator;
}

function columnNamed(name: string, columns: readonly DirectoryColumn[]): DirectoryColumn {
  const column = columns.find((each) => each.name === name);
  if (column) return column;
  throw refused(
    `The directory has no column "${name}". It has: ${columns.map((each) => each.name).join(', ')}. A display field that was mapped lately is in it after the next run.`,
  );
}

/** PostgreSQL knows no character NUL, so no value can hold one. */
function refuseUnstorable(condition: DirectoryCondition): void {
  if (JSON.stringify(condition).includes(String.raw`\u0000`))
    throw refused('A condition holds the character NUL, which no value can have.');
}

function refuseWrongBounds(
  { from, to }: DirectoryCondition & { readonly operator: 'between' },
  { name, type }: DirectoryColumn,
): void {
  const isBound: (bound: Bound) => boolean =
    type === 'number'
      ? (bound) => typeof bound === 'number'
      : (bound) => typeof bound === 'string' && isCalendarDate(bound);
  for (const bound of [from, to]) {
    if (bound === null || isBound(bound)) continue;
    const expected = type === 'number' ? 'a number' : 'a day such as 2027-01-31';
    throw refused(
      `The column "${name}" is of the type ${type}: from and to each have to be ${expected}, or null. ${JSON.stringify(bound)} is not.`,
    );
  }
}

function refused(detail: string): ProblemError {
  return new ProblemError(400, 'The directory can not be asked that', detail);
}
