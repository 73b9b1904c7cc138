import type { DirectoryEntry } from './account.ts';
import { engagementMeasures } from './metric-key.ts';

/** What a column holds, which decides how it can be filtered and how it sorts. */
export type ColumnType =
  'text' | 'number' | 'date' | 'datetime' | 'checkbox' | 'picklist' | 'multipicklist';

export interface DirectoryColumn {
  /** `name`, `internalSeats`, … or the API name of a display field. */
  readonly name: string;
  readonly type: ColumnType;
}

/** The columns every directory has; a display field adds one of its API name, which never is one of these. */
export const ownColumns: readonly DirectoryColumn[] = [
  { name: 'name', type: 'text' },
  { name: 'internalSeats', type: 'number' },
  { name: 'externalSeats', type: 'number' },
  { name: 'renewalDate', type: 'date' },
  ...engagementMeasures.map((name) => ({ name, type: 'number' as const })),
];

/** One condition (docs/connector-api.md). `null` as a bound leaves that end open. */
export type DirectoryCondition =
  | { readonly operator: 'contains'; readonly value: string }
  | { readonly operator: 'in'; readonly values: readonly string[] }
  | { readonly operator: 'between'; readonly from: Bound; readonly to: Bound }
  | { readonly operator: 'is'; readonly value: boolean }
  | { readonly operator: 'empty'; readonly value: boolean };

/** A number, or a day of the form 2027-01-31, as the column's type has it. */
export type Bound = number | string | null;

export type DirectoryFilter = DirectoryCondition & { readonly column: DirectoryColumn };

/** What an Account is sorted by: the column's value with text in lower case. */
export type SortKey = string | number | boolean | null;

/** The last Account of a page: the next begins after it. */
export interface DirectoryPosition {
  readonly key: SortKey;
  readonly accountId: string;
}

export interface DirectoryQuery {
  readonly limit: number;
  readonly after: DirectoryPosition | null;
  readonly sort: DirectoryColumn;
  /** NULL comes last in either direction. */
  readonly descending: boolean;
  /** All of them have to hold. */
  readonly filters: readonly DirectoryFilter[];
}

export interface DirectoryPage {
  readonly entries: readonly DirectoryEntry[];
  /** How many Accounts match, on all pages. */
  readonly total: number;
  /** Null on the last page. */
  readonly next: DirectoryPosition | null;
}

const typeOfField: Readonly<Record<string, ColumnType>> = {
  double: 'number',
  int: 'number',
  long: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  boolean: 'checkbox',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
};

/** The type of a display field's column, from Salesforce's describe type. What is no other is text. */
export function columnType(fieldType: string): ColumnType {
  return typeOfField[fieldType] ?? 'text';
}
