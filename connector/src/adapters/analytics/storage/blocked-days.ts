import type { CalendarDate } from '../../../domain/calendar-date.ts';
import type { DataType } from '../data-type.ts';
import { sqlList, sqlText } from '../engine/sql-text.ts';

/** Days of a delivery as its file's name gives them. */
export interface NamedDelivery {
  readonly dataType: DataType;
  readonly days: readonly CalendarDate[];
  /** What the name says after the days; empty: the file stands for all of them. */
  readonly part: string;
}

/**
 * Statements that block the days of a file that was rejected: until it came again, nobody knows what is
 * missing of them, so they are not complete, whatever else was delivered for them. Its package may be in no
 * other file, and would look unused.
 *
 * The days are blocked even where the same file had been taken in before: two packages' files may well come
 * under one name. It costs a run or two on an older period, where the other way would cost a wrong 0.
 */
export function blocking({ dataType, days, part }: NamedDelivery, file: string): readonly string[] {
  if (days.length === 0) return [];
  const cells = [sqlText(part), sqlText(file)].join(', ');
  return [
    `DELETE FROM blocked_day WHERE ${sqlOfDays(dataType, days)} AND part = ${sqlText(part)}`,
    `INSERT INTO blocked_day SELECT ${sqlText(dataType)}, unnest(${sqlList(days)})::DATE, ${cells}`,
  ];
}

/**
 * Statements that lift the block from the days of a good file: those that its own part had blocked, or all
 * where it stands for whole days. Any other good file doesn't help: of a day's files `_a` and `_b`, `_a` may
 * arrive after `_b` was rejected, and holds nothing of what `_b` was about.
 */
export function unblocking({ dataType, days, part }: NamedDelivery): readonly string[] {
  if (days.length === 0) return [];
  const ofPart = part === '' ? 'true' : `part = ${sqlText(part)}`;
  return [`DELETE FROM blocked_day WHERE ${sqlOfDays(dataType, days)} AND ${ofPart}`];
}

function sqlOfDays(dataType: DataType, days: readonly CalendarDate[]): string {
  return `data_type = ${sqlText(dataType)} AND list_contains(${sqlList(days)}, day::VARCHAR)`;
}
