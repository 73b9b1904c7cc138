import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CalendarDate } from '../../../domain/calendar-date.ts';
import type { Period } from '../../../domain/period.ts';
import type { DataType } from '../data-type.ts';
import type { Database } from '../engine/database.ts';
import { numberIn, textIn } from '../engine/row.ts';
import { sqlPath, sqlText } from '../engine/sql-text.ts';
import { foldersOf } from './layout.ts';

/**
 * - `log`: usage logs, one row per interaction and as few columns as features need.
 * - `log-users`: the rollup of a day's log: who used which package of which org.
 * - `summary-users`: the same shape, of a month's usage summary.
 * - `snapshot`: record counts of a day.
 */
const partKinds = ['log', 'log-users', 'summary-users', 'snapshot'] as const;
export type PartKind = (typeof partKinds)[number];

/** A Parquet file that holds one kind of data of one day. */
export interface Part {
  readonly kind: PartKind;
  /** The day; the first of the month for a summary. */
  readonly day: CalendarDate;
  readonly path: string;
  readonly rowCount: number;
}

/** What becomes true at once when a file has been taken in. */
export interface TakenFile {
  readonly dataType: DataType;
  readonly parts: readonly Part[];
  readonly loadedDays: readonly CalendarDate[];
  /** Statements that belong to the same transaction. */
  readonly statements: readonly string[];
}

/** The parts of a data folder. */
export interface PartStore {
  /** The parts of a kind within a period, oldest first. */
  parts(kind: PartKind, period: Period): readonly Part[];
  /** A new part with the rows of a query, not yet listed. */
  write(kind: PartKind, day: CalendarDate, query: string): Promise<Part>;
  /** A path for work in progress. */
  stagingPath(): string;
  /** Lists the new parts in place of those of the same kind and day. */
  commit(taken: TakenFile): Promise<void>;
}

/** Opens the parts of a folder that is laid out, and clears away what an interrupted run left. */
export async function openPartStore(database: Database): Promise<PartStore> {
  // The folder is ours alone, so the list is read once: asking the engine costs more than a small file.
  const listed = await listedParts(database);
  await removeLeftovers(database, listed);
  return {
    parts: (kind, { start, end }) =>
      [...listed.values()]
        .filter((part) => part.kind === kind && part.day >= start && part.day <= end)
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
    write: (kind, day, query) => writePart(database, kind, day, query),
    stagingPath: () => join(foldersOf(database.directory).staging, randomUUID()),
    commit: (taken) => commit(database, listed, taken),
  };
}

type ListedParts = Map<string, Part>;

const placeOf = ({ kind, day }: Pick<Part, 'kind' | 'day'>): string => `${kind} ${day}`;

/** SQL that reads the parts; every kind has at least one column, so none at all needs a shape: `columns`. */
export function sqlRead(parts: readonly Part[], columns: string): string {
  if (parts.length === 0) return `(SELECT ${columns} WHERE false)`;
  const paths = parts.map((part) => sqlPath(part.path)).join(', ');
  // The day is a column of every part; without the switch DuckDB would take it from the folder's name again.
  return `read_parquet([${paths}], hive_partitioning = false)`;
}

async function listedParts(database: Database): Promise<ListedParts> {
  const rows = await database.rows(
    'SELECT kind, day::VARCHAR AS day, file, row_count FROM part ORDER BY day',
  );
  const { parts } = foldersOf(database.directory);
  const listed = rows.map((row): Part => ({
    kind: partKind(textIn(row, 'kind')),
    day: textIn(row, 'day'),
    path: join(parts, textIn(row, 'file')),
    rowCount: numberIn(row, 'row_count'),
  }));
  return new Map(listed.map((part) => [placeOf(part), part]));
}

function partKind(text: string): PartKind {
  const kind = partKinds.find((each) => each === text);
  if (kind === undefined) throw new Error(`The analytics folder lists parts of a kind "${text}".`);
  return kind;
}

/** Written beside, forced to disk, then renamed: a power cut leaves the old part or the new one, never half. */
async function writePart(
  database: Database,
  kind: PartKind,
  day: CalendarDate,
  query: string,
): Promise<Part> {
  const { staging, parts } = foldersOf(database.directory);
  const name = `${randomUUID()}.parquet`;
  const written = join(staging, name);
  const path = join(parts, partFile(kind, day, name));
  const [copied] = await database.rows(
    `COPY (${query}) TO ${sqlText(written)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await forceToDisk(written);
  await mkdir(dirname(path), { recursive: true });
  await rename(written, path);
  await forceToDisk(dirname(path));
  return { kind, day, path, rowCount: copied ? numberIn(copied, 'Count') : 0 };
}

function partFile(kind: PartKind, day: CalendarDate, name: string): string {
  return join(kind, `day=${day}`, name);
}

async function forceToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function commit(database: Database, listed: ListedParts, taken: TakenFile): Promise<void> {
  await database.transaction([
    ...taken.parts.flatMap(listing(foldersOf(database.directory).parts)),
    ...taken.loadedDays.flatMap((day) => loading(taken.dataType, day)),
    ...taken.statements,
  ]);
  for (const part of taken.parts) {
    const replaced = listed.get(placeOf(part));
    listed.set(placeOf(part), part);
    if (replaced) await rm(replaced.path, { force: true });
  }
}

function listing(folder: string): (part: Part) => readonly string[] {
  return ({ kind, day, path, rowCount }) => {
    const file = path.slice(folder.length + 1);
    return [
      `DELETE FROM part WHERE kind = ${sqlText(kind)} AND day = ${sqlText(day)}`,
      `INSERT INTO part VALUES (${sqlText(kind)}, ${sqlText(day)}, ${sqlText(file)}, ${rowCount})`,
    ];
  };
}

function loading(dataType: DataType, day: CalendarDate): readonly string[] {
  const [type, date] = [sqlText(dataType), sqlText(day)];
  return [
    `DELETE FROM loaded_day WHERE data_type = ${type} AND day = ${date}`,
    `INSERT INTO loaded_day VALUES (${type}, ${date})`,
  ];
}

/** Parts that were written but never listed, and work in progress. */
async function removeLeftovers(database: Database, listed: ListedParts): Promise<void> {
  const { parts, staging } = foldersOf(database.directory);
  const kept = new Set([...listed.values()].map((part) => part.path));
  for (const entry of await readdir(parts, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(path)) await rm(path);
  }
  for (const name of await readdir(staging)) await rm(join(staging, name), { recursive: true });
}
