import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import type {
  DirectoryColumn,
  DirectoryFilter,
  DirectoryPosition,
  DirectoryQuery,
  SortKey,
} from '../../../domain/directory-query.ts';
import type { DirectoryEntryTable, Tables } from './schema.ts';

type Row = Selectable<DirectoryEntryTable>;
type Expression = RawBuilder<unknown>;

export interface PageOfRows {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: DirectoryPosition | null;
}

/**
 * One page of a list. It begins after the last Account of the page before, so that it costs the same however far on
 * it is, and a list that is replaced between two pages neither repeats nor skips an Account that is in both.
 *
 * Column names, values and filters are parameters of the statements: no text of a request becomes SQL.
 */
export async function pageOfRows(
  database: Kysely<Tables>,
  list: Expression,
  { limit, after, sort, descending, filters }: DirectoryQuery,
): Promise<PageOfRows> {
  const matching = sql`from directory_entry where list_id = ${list}${all(filters.map(condition))}`;
  const key = sortKey(sort);
  const { rows: found } = await sql<Row & { readonly sort_key: SortKey }>`
    select *, ${key} as sort_key ${matching}${after === null ? sql`` : sql` and ${isAfter(key, after, descending)}`}
    order by (${key}) is null, ${key} ${descending ? sql`desc` : sql`asc`}, account_id
    limit ${limit + 1}
  `.execute(database);
  const { rows: counts } = await sql<{ readonly total: number }>`
    select count(*)::int as total ${matching}
  `.execute(database);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const isLastPage = found.length <= limit || !last;
  return {
    rows,
    total: counts[0]?.total ?? 0,
    next: isLastPage ? null : { key: last.sort_key, accountId: last.account_id },
  };
}

function all(conditions: readonly Expression[]): Expression {
  return sql.join(
    conditions.map((each) => sql` and (${each})`),
    sql``,
  );
}

/** Beyond the position in the sort order, in which NULL comes last and equals are told apart by their id. */
function isAfter(
  key: Expression,
  { key: last, accountId }: DirectoryPosition,
  descending: boolean,
): Expression {
  if (last === null) return sql`(${key} is null and account_id > ${accountId})`;
  const value = parameter(last);
  const beyond = descending ? sql`<` : sql`>`;
  return sql`(${key} ${beyond} ${value} or (${key} = ${value} and account_id > ${accountId}) or ${key} is null)`;
}

/** The driver gives no type along, and PostgreSQL can't tell one from an expression over JSON. */
function parameter(value: string | number | boolean): Expression {
  if (typeof value === 'number') return sql`${value}::double precision`;
  return typeof value === 'boolean' ? sql`${value}::boolean` : sql`${value}::text`;
}

const ownValues: Readonly<Record<string, Expression>> = {
  name: sql`name`,
  internalSeats: sql`internal_seats`,
  externalSeats: sql`external_seats`,
  renewalDate: sql`renewal_date::text`,
  mau: sql`mau`,
  wau: sql`wau`,
  dau: sql`dau`,
};

/** The value of a column: numbers and checkboxes as such, all else as text. */
function valueOf({ name, type }: DirectoryColumn): Expression {
  const own = Object.hasOwn(ownValues, name) ? ownValues[name] : undefined;
  if (own) return own;
  const value = sql`(display ->> ${name}::text)`;
  if (type === 'number') return sql`${value}::double precision`;
  return type === 'checkbox' ? sql`${value}::boolean` : value;
}

/** Bytewise: an order by language would differ from server to server. */
function sortKey(column: DirectoryColumn): Expression {
  const isTextual = column.type !== 'number' && column.type !== 'checkbox';
  return isTextual ? sql`(lower(${valueOf(column)}) collate "C")` : sql`(${valueOf(column)})`;
}

function condition(filter: DirectoryFilter): Expression {
  const value = valueOf(filter.column);
  switch (filter.operator) {
    case 'contains':
      return sql`position(lower(${filter.value}::text) in lower(${value})) > 0`;
    case 'in':
      return isOneOf(value, filter.column, filter.values);
    case 'between':
      return isBetween(value, filter);
    case 'is':
      return sql`${value} = ${filter.value}::boolean`;
    case 'empty':
      return filter.value ? sql`${value} is null` : sql`${value} is not null`;
  }
}

/** A multi-select picklist keeps its values in one text with semicolons between (decision 45). */
function isOneOf(
  value: Expression,
  { type }: DirectoryColumn,
  values: readonly string[],
): Expression {
  return type === 'multipicklist'
    ? sql`string_to_array(${value}, ';') && ${values}::text[]`
    : sql`${value} = any(${values}::text[])`;
}

function isBetween(
  value: Expression,
  { column, from, to }: DirectoryFilter & { readonly operator: 'between' },
): Expression {
  // Of a moment, its day decides; days of this form sort as they follow each other.
  const compared = column.type === 'number' ? value : sql`(left(${value}, 10) collate "C")`;
  return sql.join(
    [
      sql`${value} is not null`,
      ...(from === null ? [] : [sql`${compared} >= ${parameter(from)}`]),
      ...(to === null ? [] : [sql`${compared} <= ${parameter(to)}`]),
    ],
    sql` and `,
  );
}
