import type { ValueSource, ValueWhy } from './account.ts';
import type { CalendarDate } from './calendar-date.ts';

/** Why one Account has the values it has, as the newest run decided them and as they were written. */
export interface AccountExplanation {
  readonly accountId: string;
  readonly accountName: string;
  readonly values: readonly ExplainedMapping[];
  /** Null with the source `license` is unlimited. */
  readonly internalSeats: ExplainedSource<number>;
  readonly externalSeats: ExplainedSource<number>;
  readonly renewal: ExplainedSource<CalendarDate>;
}

export interface ExplainedMapping extends ValueWhy {
  /** Developer name. */
  readonly mapping: string;
  /** API name. */
  readonly accountField: string;
  /** What the sync last wrote or found right; null where the sync never wrote a value. */
  readonly written: {
    /** NULL is not 0. */
    readonly value: number | null;
    readonly at: Date;
    readonly runKey: string;
  } | null;
}

export interface ExplainedSource<Value> {
  readonly value: Value | null;
  readonly source: ValueSource;
  /** API name of the field that overrides; null unless the source is `override`. */
  readonly accountField: string | null;
}
