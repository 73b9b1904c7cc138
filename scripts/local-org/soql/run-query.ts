import type { Store } from '../data/store.ts';
import { compiledQuery, type CompiledQuery } from './compiled-query.ts';
import type { QueryResult, Row, SObjectRecord } from './query-result.ts';
import type { QueryEnvironment } from './query-scope.ts';
import { conversions, convertRow, sObjectRecord } from './result-rows.ts';

/** Version records show in their addresses when nobody asks for another. */
const defaultApiVersion = '67.0';

/** Runs SOQL. Everything wrong with the query is thrown here, before the first row. */
export function runQuery(store: Store, environment: QueryEnvironment): QueryResult {
  const query = compiledQuery(environment);
  // Preparing it shows what SQLite has against it now, instead of when somebody reads the rows.
  store.check(query.sql);
  let totalSize: number | undefined;
  return {
    entity: query.entity,
    object: query.object,
    columns: query.columns,
    get rows() {
      return rows(store, query);
    },
    records: (apiVersion = defaultApiVersion) => records(store, query, apiVersion),
    get totalSize() {
      totalSize ??= Number(store.get(query.countSql)?.total);
      return totalSize;
    },
    get aggregatedRows() {
      const { aggregatedSql } = query;
      return aggregatedSql === undefined ? undefined : Number(store.get(aggregatedSql)?.total ?? 0);
    },
  };
}

function* rows(store: Store, query: CompiledQuery): Generator<Row> {
  if (query.isCountOnly) return;
  const todo = conversions(query.columns);
  for (const row of store.rows(query.sql)) yield convertRow(row, todo);
}

function* records(
  store: Store,
  query: CompiledQuery,
  apiVersion: string,
): Generator<SObjectRecord> {
  if (query.isCountOnly) return;
  const todo = conversions(query.columns);
  const width = query.columns.length;
  for (const row of store.rows(query.recordSql)) {
    const ids = row.slice(width) as (string | null)[];
    yield sObjectRecord(query, convertRow(row, todo), ids, apiVersion);
  }
}
