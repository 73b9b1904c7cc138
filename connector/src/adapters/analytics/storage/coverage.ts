import { addDays, type CalendarDate } from '../../../domain/calendar-date.ts';
import { daysOf, type Period } from '../../../domain/period.ts';
import { dataTypes, type DataType } from '../data-type.ts';
import type { Database } from '../engine/database.ts';
import { textIn, type Row } from '../engine/row.ts';

/** A day that can't be relied on, and the rejected file it was named by. */
export interface BlockedDay {
  readonly day: CalendarDate;
  readonly file: string;
}

/**
 * What was delivered so far: the difference between "nobody used it" and "nobody told us". A day is complete
 * where a file was delivered for it and none that names it was rejected since (`blocked-days.ts`).
 */
export interface Coverage {
  /** The days of the period that are not complete. */
  missingDays(dataType: DataType, period: Period): readonly CalendarDate[];
  /** The complete days of the period, oldest first. */
  loadedDays(dataType: DataType, period: Period): readonly CalendarDate[];
  /** Days of the period that rejected files name, oldest first; one entry a file. */
  blockedDays(dataType: DataType, period: Period): readonly BlockedDay[];
  /** The newest complete day; undefined where there is none. */
  newestDay(dataType: DataType): CalendarDate | undefined;
  /**
   * Whether any row of the package was ever delivered. A package that never was may well not be enabled,
   * or left out of the request for files: its number is unknown, not 0 (decision 17).
   */
  hasSeen(dataType: DataType, packageId: string): boolean;
  packagesSeen(dataType: DataType): ReadonlySet<string>;
  /** The days with rows of the package, from whatever organization, sandboxes included; oldest first. */
  rowDays(dataType: DataType, packageId: string): readonly CalendarDate[];
}

/** The coverage of a data folder as it is now. */
export async function readCoverage(database: Database): Promise<Coverage> {
  const delivered = grouped(
    await database.rows('SELECT data_type, day::VARCHAR AS value FROM loaded_day ORDER BY day'),
  );
  const packages = grouped(
    await database.rows('SELECT DISTINCT data_type, package_id AS value FROM seen_package'),
  );
  const blocked = await readBlockedDays(database);
  const rowDays = await readRowDays(database);

  const complete = new Map<DataType, ReadonlySet<string>>(
    dataTypes.map((dataType) => {
      const open = new Set(blocked.get(dataType)?.map(({ day }) => day));
      const days = [...(delivered.get(dataType) ?? [])];
      return [dataType, new Set(days.filter((day) => !open.has(day)))];
    }),
  );
  const loaded = (dataType: DataType): ReadonlySet<string> => complete.get(dataType) ?? new Set();
  const seen = (dataType: DataType): ReadonlySet<string> => packages.get(dataType) ?? new Set();
  return {
    missingDays: (dataType, period) => daysOf(period).filter((day) => !loaded(dataType).has(day)),
    loadedDays: (dataType, period) => daysOf(period).filter((day) => loaded(dataType).has(day)),
    blockedDays: (dataType, { start, end }) =>
      (blocked.get(dataType) ?? []).filter(({ day }) => day >= start && day <= end),
    newestDay: (dataType) => [...loaded(dataType)].at(-1),
    hasSeen: (dataType, packageId) => seen(dataType).has(packageId),
    packagesSeen: seen,
    rowDays: (dataType, packageId) => rowDays.get(`${dataType} ${packageId}`) ?? [],
  };
}

async function readBlockedDays(
  database: Database,
): Promise<ReadonlyMap<string, readonly BlockedDay[]>> {
  const rows = await database.rows(
    'SELECT data_type, day::VARCHAR AS day, file FROM blocked_day ORDER BY day, file',
  );
  const groups = Map.groupBy(rows, (row) => textIn(row, 'data_type'));
  return new Map(
    [...groups].map(([dataType, group]) => [
      dataType,
      group.map((row) => ({ day: textIn(row, 'day'), file: textIn(row, 'file') })),
    ]),
  );
}

/** By `<data type> <package id>`. */
async function readRowDays(
  database: Database,
): Promise<ReadonlyMap<string, readonly CalendarDate[]>> {
  const rows = await database.rows(
    `SELECT data_type || ' ' || package_id AS place, string_agg(day::VARCHAR, ' ' ORDER BY day) AS days
     FROM package_day GROUP BY ALL`,
  );
  return new Map(rows.map((row) => [textIn(row, 'place'), textIn(row, 'days').split(' ')]));
}

function grouped(rows: readonly Row[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const row of rows) {
    const dataType = textIn(row, 'data_type');
    const group = groups.get(dataType) ?? new Set();
    groups.set(dataType, group.add(textIn(row, 'value')));
  }
  return groups;
}

/** The days as an administrator reads them: runs are shortened, and no more than a few are named. */
export function dayList(days: readonly CalendarDate[]): string {
  const runs: { start: CalendarDate; end: CalendarDate }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && addDays(last.end, 1) === day) last.end = day;
    else runs.push({ start: day, end: day });
  }
  const named = runs
    .slice(0, 5)
    .map(({ start, end }) => (start === end ? start : `${start} to ${end}`));
  return runs.length > named.length ? `${named.join(', ')} …` : named.join(', ');
}
