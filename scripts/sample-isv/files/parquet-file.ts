import { DuckDBInstance } from '@duckdb/node-api';
import type { Rows } from './rows.ts';

/** Columns of a file, and which of them hold integers. */
type Columns = Pick<Rows, 'columns' | 'integerColumns'>;

/**
 * Turns a CSV file into a Parquet file, compressed with snappy as App Analytics does by default. DuckDB streams
 * from one to the other. Types are named, never guessed: a day without any row has the same types as the rest.
 */
export async function writeParquet(csvPath: string, path: string, file: Columns): Promise<void> {
  const types = file.columns.map((column) => {
    const type = file.integerColumns.has(column) ? 'BIGINT' : 'VARCHAR';
    return `${text(column)}: ${text(type)}`;
  });
  const source = `read_csv(${text(csvPath)}, header = true, delim = ',', quote = '"', escape = '"',
    nullstr = '', auto_detect = false, max_line_size = 10000000, columns = { ${types.join(', ')} })`;
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * FROM ${source}) TO ${text(path)} (FORMAT parquet, COMPRESSION snappy)`,
    );
  } finally {
    instance.closeSync();
  }
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
