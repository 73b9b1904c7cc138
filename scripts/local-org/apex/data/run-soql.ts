import type { BoundValue } from '../../soql/bound-value.ts';
import { boundMarker } from '../../soql/bound-value.ts';
import type { QueryResult } from '../../soql/query-result.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import { ApexDecimal } from '../values/apex-decimal.ts';
import type { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { textOf } from '../values/text.ts';
import { boundValuesOf } from './bind-value.ts';
import type { AccessMode, DataRun } from './data-run.ts';
import { queryAccess } from './query-access.ts';
import { queryFailure } from './query-exception.ts';
import { filledQuery, type QueryText } from './query-text.ts';
import { recordList } from './record-rows.ts';
import { sObjectTypes } from './sobject-type.ts';

/** A query ready to be asked: its text with markers, what they stand for, and whose permissions count. */
interface Question {
  readonly soql: string;
  readonly binds: ReadonlyMap<string, readonly BoundValue[]>;
  readonly allRows: boolean;
  /** What counts where the query says nothing of its own. */
  readonly mode: AccessMode;
}

/**
 * The rows of a query, as records or AggregateResults. Counts one query and its rows; of aggregates other than counts every row
 * that they are made of, as the platform does. Throws QueryException.
 */
export function queriedRows(
  run: DataRun,
  query: QueryText,
  binds: readonly ApexValue[],
  mode: AccessMode,
): ApexList {
  return answer(run, question(run, query, binds, mode), (result) => {
    const { aggregatedRows } = result;
    if (aggregatedRows !== undefined) run.charge('queryRows', aggregatedRows);
    return recordList(sObjectTypes(run.org), result, () => {
      if (aggregatedRows === undefined) run.charge('queryRows', 1);
    });
  });
}

/** The answer of SELECT COUNT(): a number, which counts as one row. */
export function queriedCount(
  run: DataRun,
  query: QueryText,
  binds: readonly ApexValue[],
  mode: AccessMode,
): number {
  const count = answer(run, question(run, query, binds, mode), ({ totalSize }) => totalSize);
  run.charge('queryRows', 1);
  return count;
}

function answer<T>(run: DataRun, asked: Question, read: (result: QueryResult) => T): T {
  run.charge('queries', 1);
  const { org, userId } = run;
  const { soql, binds, allRows: all } = asked;
  let access: ReturnType<typeof queryAccess> | undefined;
  try {
    access = queryAccess(soql);
    const mode = access.mode ?? asked.mode;
    const session = mode === 'user' ? org.asUser(userId) : org.asSystem(userId);
    return read(session.query(soql, { all, binds }));
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    throw queryFailure(run, error, access?.isSecurityEnforced === true);
  }
}

function question(
  run: DataRun,
  query: QueryText,
  values: readonly ApexValue[],
  mode: AccessMode,
): Question {
  const binds = new Map<string, readonly BoundValue[]>();
  for (const { kind, index } of query.binds) {
    if (kind === 'values') binds.set(boundMarker(index), boundValuesOf(run, values[index] ?? null));
  }
  const soql = filledQuery(query, (index) => rowNumber(run, values[index] ?? null));
  return { soql, binds, allRows: query.allRows, mode };
}

/** Digits for LIMIT and OFFSET. */
function rowNumber(run: DataRun, value: ApexValue): string {
  const whole = value instanceof ApexDecimal ? value.truncated() : value;
  if ((typeof whole === 'number' || typeof whole === 'bigint') && whole >= 0) return String(whole);
  if (value === null) {
    throw run.exception('NullPointerException', 'Attempt to de-reference a null object');
  }
  throw run.exception('QueryException', `Invalid value for LIMIT or OFFSET: ${textOf(whole, run)}`);
}

/** The one record of a query assigned to a record. Throws QueryException for none and for more than one. */
export function onlyRow(run: DataRun, rows: ApexList): ApexValue {
  if (rows.size === 1) return rows.elements[0] ?? null;
  const message =
    rows.size === 0
      ? 'List has no rows for assignment to SObject'
      : 'List has more than 1 row for assignment to SObject';
  throw run.exception('QueryException', message);
}
