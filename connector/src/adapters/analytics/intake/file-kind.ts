import type { CalendarDate } from '../../../domain/calendar-date.ts';
import type { DataType } from '../data-type.ts';
import type { Part, PartStore } from '../storage/part-store.ts';

/** SQL for the trimmed text of a column, NULL where the cell is blank or the file lacks the column. */
export type Cell = (column: string) => string;

/** How files of one type of data are read. */
export interface FileKind {
  readonly dataType: DataType;
  /** The column that no other type has. */
  readonly marker: string;
  /**
   * Columns without which a number would be silently wrong; a file that lacks one is rejected. Any other
   * column may be missing, and columns we don't know are ignored.
   */
  readonly essential: readonly string[];
  /** The columns to keep, as SQL expressions with aliases; besides `day`, `problem`, `package_id` and `namespace`. */
  readonly kept: (cell: Cell) => readonly string[];
  /** SQL for the day of a row (a summary's: first of its month), NULL where there is none. */
  readonly day: (cell: Cell) => string;
  /** What can be wrong with a row: an SQL condition, and an SQL text that says so. */
  readonly problems: (cell: Cell) => readonly (readonly [string, string])[];
  /** SQL condition for staged rows that a package's number can be taken from. */
  readonly tells: string;
  /** Writes the parts of a day: the rows that were there and the new ones. */
  readonly writeParts: (
    store: PartStore,
    staged: string,
    day: CalendarDate,
  ) => Promise<readonly Part[]>;
  /** What else to remember of the rows, as statements. */
  readonly remembered: (staged: string) => readonly string[];
}
