import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { AnalyticsDataType, AnalyticsQuery } from './analytics-query.ts';

/** Where the data of App Analytics requests comes from. */
export interface AnalyticsSource {
  /** Writes what the query asks for to a file that doesn't exist yet. Returns how many rows it has; 0 leaves none worth keeping. */
  write(query: AnalyticsQuery, path: string): Promise<number>;
}

/** Column of a file that says when or for which day or month a row is. */
const timeColumns: Readonly<Record<AnalyticsDataType, string>> = {
  PackageUsageLog: 'timestamp_derived',
  PackageUsageSummary: 'month',
  SubscriberSnapshot: 'date',
};

/**
 * Files named after data type and period (`PackageUsageLog_2026-11-22.csv.gz`), as `npm run sample-isv` writes them,
 * cut to what a request asks for: time, packages, organizations. A request with AvailableSince is answered from the
 * catch-up files since that day or an earlier one (`…_since_2026-11-20.csv`), all others from those that are none.
 */
export function analyticsFolder(folder: string): AnalyticsSource {
  return {
    write: async (query, path) => {
      const files = (await readdir(folder)).filter((name) => isAskedFor(name, query));
      if (files.length === 0) return 0;
      const rows = `SELECT * FROM ${table(files.map((name) => join(folder, name)))} WHERE ${conditions(query)}`;
      return await copied(rows, query, path);
    },
  };
}

/** Rows that are made up: each the texts of the columns. */
export async function writeAnalyticsRows(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  query: AnalyticsQuery,
  path: string,
): Promise<number> {
  const values = rows.map((row) => `(${row.map(sqlText).join(', ')})`).join(', ');
  const names = columns.map((name) => `"${name}"`).join(', ');
  const select = `SELECT * FROM (VALUES ${values}) AS t(${names}) WHERE ${conditions(query)}`;
  return await copied(select, query, path);
}

function isAskedFor(name: string, { dataType, availableSince }: AnalyticsQuery): boolean {
  if (!name.startsWith(`${dataType}_`) || !/\.(csv|csv\.gz|parquet)$/.test(name)) return false;
  const since = /_since_(\d{4}-\d{2}-\d{2})/.exec(name)?.[1];
  if (availableSince === null) return since === undefined;
  return since !== undefined && since <= availableSince.toISOString().slice(0, 10);
}

/** One folder may hold files of several formats: columns are matched by name, every value is text. */
function table(paths: readonly string[]): string {
  const selects = paths.map((path) =>
    path.endsWith('.parquet')
      ? `SELECT COLUMNS(*)::VARCHAR FROM read_parquet(${sqlText(path)})`
      : `SELECT * FROM read_csv(${sqlText(path)}, header = true, delim = ',', quote = '"', escape = '"', all_varchar = true)`,
  );
  return `(${selects.join(' UNION BY NAME ')})`;
}

function conditions({ dataType, start, end, packageIds, organizationIds }: AnalyticsQuery): string {
  // Texts of these columns sort as their times do, and a month sorts before each of its days.
  const time = timeColumns[dataType];
  const length = dataType === 'PackageUsageSummary' ? 7 : 24;
  const at = (moment: Date) => sqlText(moment.toISOString().slice(0, length));
  const parts = [
    ...(start === null ? [] : [`${time} >= ${at(start)}`]),
    ...(end === null ? [] : [`${time} < ${at(end)}`]),
    ...oneOf('package_id', packageIds),
    ...oneOf('organization_id', organizationIds),
  ];
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

function oneOf(column: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`left(${column}, 15) IN (${ids.map(sqlText).join(', ')})`];
}

async function copied(select: string, query: AnalyticsQuery, path: string): Promise<number> {
  const { fileType, compression } = query;
  const codec = compression === 'none' && fileType === 'parquet' ? 'uncompressed' : compression;
  const header = fileType === 'csv' ? ', HEADER' : '';
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const result = await connection.run(
      `COPY (${select}) TO ${sqlText(path)} (FORMAT ${fileType}, COMPRESSION ${codec}${header})`,
    );
    return result.rowsChanged;
  } finally {
    instance.closeSync();
  }
}

function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
