import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Database } from '../engine/database.ts';
import { textIn } from '../engine/row.ts';
import { sqlName, sqlPath, sqlText } from '../engine/sql-text.ts';
import { CsvScan } from './csv-scan.ts';
import { rejectionBy } from './engine-rejection.ts';
import { FileRejection } from './file-rejection.ts';

/** A delivered file that was looked through and can be read by the engine. */
export interface SourceFile {
  /** SQL to select from. */
  readonly relation: string;
  /** Names of the columns as delivered. */
  readonly columns: readonly string[];
  /** The SQL name of a column, by its position among `columns`. */
  readonly columnName: (position: number) => string;
  /** How many rows there are, counted by other means than the engine's; undefined where there are none. */
  readonly rowCount?: number;
}

/** Left alone, the engine reads in buffers of 16 times the longest line, and a small memory is soon full. */
const longestLineBytes = 4 * 1024 * 1024;

const gzipMagic = Buffer.from([0x1f, 0x8b]);

/**
 * Looks through a file and says how to read it. What counts is the content: transfers unpack gzip on the
 * way and leave the name as it was.
 *
 * @param path of a name without characters that mean something to the engine
 * @throws FileRejection where the file is empty, damaged or cut
 */
export async function sourceFile(path: string, database: Database): Promise<SourceFile> {
  const start = await firstBytes(path, 4);
  if (start.length === 0) throw new FileRejection('It is empty (0 bytes), without even a header.');
  if (start.equals(Buffer.from('PAR1'))) return parquetFile(path, database);
  return csvFile(path, start.subarray(0, 2).equals(gzipMagic));
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function csvFile(path: string, gzipped: boolean): Promise<SourceFile> {
  const { header, rowCount } = await scanned(path, gzipped);
  // Positions instead of names: the header is text from outside, and may hold a name twice.
  const columnName = (position: number): string => `c${position}`;
  const types = header.map((_, position) => `${columnName(position)}: 'VARCHAR'`).join(', ');
  const relation = `read_csv(${sqlPath(path)}, auto_detect = false, header = true, delim = ',',
    quote = '"', escape = '"', nullstr = '', strict_mode = true, null_padding = false,
    ignore_errors = false, encoding = 'utf-8', max_line_size = ${longestLineBytes}, buffer_size = ${4 * longestLineBytes},
    compression = ${sqlText(gzipped ? 'gzip' : 'none')}, columns = {${types}})`;
  return { relation, columns: header, columnName, rowCount };
}

/**
 * Reads the file once from end to end. For gzip this is also the only check of its checksum and length:
 * DuckDB reads a file with a wrong checksum without complaint.
 */
async function scanned(
  path: string,
  gzipped: boolean,
): Promise<{ readonly header: readonly string[]; readonly rowCount: number }> {
  const scan = new CsvScan();
  const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
  const take = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) scan.push(chunk);
  };
  try {
    if (gzipped) await pipeline(bytes, createGunzip({ chunkSize: 256 * 1024 }), take);
    else await pipeline(bytes, take);
  } catch (error) {
    if (isGzipDamage(error)) {
      throw new FileRejection(`Its gzip data is damaged or cut (${error.message}).`, {
        cause: error,
      });
    }
    throw error;
  }
  return scan.end();
}

function isGzipDamage(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

async function parquetFile(path: string, database: Database): Promise<SourceFile> {
  // Older writers don't mark text as text.
  const relation = `read_parquet(${sqlPath(path)}, binary_as_string = true, hive_partitioning = false)`;
  try {
    const described = await database.rows(`DESCRIBE SELECT * FROM ${relation}`);
    const columns = described.map((row) => textIn(row, 'column_name'));
    return { relation, columns, columnName: (position) => sqlName(columns[position] ?? '') };
  } catch (error) {
    throw rejectionBy(error, 'It is not a readable Parquet file');
  }
}
