import { addDays, type CalendarDate } from '../../../domain/calendar-date.ts';
import { daysOf, type Period } from '../../../domain/period.ts';
import type { DataType } from '../data-type.ts';
import type { Database } from '../engine/database.ts';
import { textIn, type Row } from '../engine/row.ts';

/** What was delivered so far: the difference between "nobody used it" and "nobody told us". */
export interface Coverage {
  /** The days of the period that no file was delivered for. */
  missingDays(dataType: DataType, period: Period): readonly CalendarDate[];
  /** The days of the period that a file was delivered for, oldest first. */
  loadedDays(dataType: DataType, period: Period): readonly CalendarDate[];
  /** The newest day with a file; undefined where there is none. */
  newestDay(dataType: DataType): CalendarDate | undefined;
  /**
   * Whether any row of the package was ever delivered. A package that never was may well not be enabled,
   * or left out of the request for files: its number is unknown, not 0 (decision 17).
   */
  hasSeen(dataType: DataType, packageId: string): boolean;
  packagesSeen(dataType: DataType): ReadonlySet<string>;
}

/** The coverage of a data folder as it is now. */
export async function readCoverage(database: Database): Promise<Coverage> {
  const days = grouped(
    await database.rows('SELECT data_type, day::VARCHAR AS value FROM loaded_day ORDER BY day'),
  );
  const packages = grouped(
    await database.rows('SELECT DISTINCT data_type, package_id AS value FROM seen_package'),
  );
  const loaded = (dataType: DataType): ReadonlySet<string> => days.get(dataType) ?? new Set();
  const seen = (dataType: DataType): ReadonlySet<string> => packages.get(dataType) ?? new Set();
  return {
    missingDays: (dataType, period) => daysOf(period).filter((day) => !loaded(dataType).has(day)),
    loadedDays: (dataType, period) => daysOf(period).filter((day) => loaded(dataType).has(day)),
    newestDay: (dataType) => [...loaded(dataType)].at(-1),
    hasSeen: (dataType, packageId) => seen(dataType).has(packageId),
    packagesSeen: seen,
  };
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
