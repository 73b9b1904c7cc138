import { rm } from 'node:fs/promises';
import type { CalendarDate } from '../../../domain/calendar-date.ts';
import type { Database } from '../engine/database.ts';
import { numberIn, textIn, textOrNullIn } from '../engine/row.ts';
import { sqlPath, sqlText } from '../engine/sql-text.ts';
import type { PartStore } from '../storage/part-store.ts';
import { rejectionBy } from './engine-rejection.ts';
import type { Cell, FileKind } from './file-kind.ts';
import { FileRejection } from './file-rejection.ts';
import type { SourceFile } from './source-file.ts';

/** The rows of a delivered file, checked and in the form of parts. */
export interface StagedFile extends AsyncDisposable {
  /** SQL to select from. */
  readonly relation: string;
  /** The days that rows are of, oldest first (a summary's: first days of months). */
  readonly days: readonly CalendarDate[];
}

/**
 * Reads all of a file into a working file: once the last row was good, the rest of the work can't fail on
 * the file's account any more.
 *
 * @throws FileRejection where a row can't be read or holds what it can't mean
 */
export async function stageFile(
  source: SourceFile,
  kind: FileKind,
  database: Database,
  store: PartStore,
): Promise<StagedFile> {
  const path = store.stagingPath();
  const relation = `read_parquet(${sqlPath(path)})`;
  const discard = (): Promise<void> => rm(path, { force: true });
  try {
    await copy(source, kind, database, path);
    const days = await checkedDays(source, relation, database);
    return { relation, days, [Symbol.asyncDispose]: discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function copy(
  source: SourceFile,
  kind: FileKind,
  database: Database,
  path: string,
): Promise<void> {
  const { cell, cells } = cellsOf(source);
  const problems = kind.problems(cell).map(([when, text]) => `WHEN ${when} THEN ${text}`);
  const columns = [
    `${kind.day(cell)} AS day`,
    `CASE ${problems.join(' ')} END AS problem`,
    `coalesce(left(${cell('package_id')}, 15), '') AS package_id`,
    `coalesce(${cell('managed_package_namespace')}, '') AS namespace`,
    ...kind.kept(cell),
  ];
  const rows = `(SELECT ${cells().join(', ')} FROM ${source.relation})`;
  try {
    await database.run(
      `COPY (SELECT ${columns.join(', ')} FROM ${rows}) TO ${sqlText(path)} (FORMAT parquet)`,
    );
  } catch (error) {
    throw rejectionBy(error, 'It cannot be read');
  }
}

/** Cells as text: CSV knows nothing else, and Parquet's types are the writer's choice. */
function cellsOf({ columns, columnName }: SourceFile): {
  readonly cell: Cell;
  /** The columns to select for the cells that were asked for. */
  readonly cells: () => readonly string[];
} {
  const positions = new Map(columns.map((column, at) => [column.toLowerCase(), at]));
  const asked = new Set<number>();
  return {
    cell: (column) => {
      const position = positions.get(column);
      if (position === undefined) return 'NULL::VARCHAR';
      asked.add(position);
      return `cell_${position}`;
    },
    cells: () =>
      [...asked].map((at) => `nullif(trim(CAST(${columnName(at)} AS VARCHAR)), '') AS cell_${at}`),
  };
}

/** The days of the rows, once all rows are found to be good. */
async function checkedDays(
  source: SourceFile,
  relation: string,
  database: Database,
): Promise<readonly CalendarDate[]> {
  const [found] = await database.rows(
    `SELECT count(*) AS row_count, count(problem) AS bad_count, min(problem) AS example,
       coalesce(string_agg(DISTINCT day::VARCHAR, ' '), '') AS days FROM ${relation}`,
  );
  if (!found) throw new Error('Counting the rows of a file gave no answer.');
  const rowCount = numberIn(found, 'row_count');
  const example = textOrNullIn(found, 'example');
  if (example !== null) {
    throw new FileRejection(
      `${numberIn(found, 'bad_count')} of its ${rowCount} rows make no sense, for example: ${example}.`,
    );
  }
  if (source.rowCount !== undefined && source.rowCount !== rowCount) {
    throw new FileRejection(
      `It has ${source.rowCount} rows, but only ${rowCount} of them could be read.`,
    );
  }
  const days = textIn(found, 'days');
  return days === '' ? [] : days.split(' ').sort();
}
