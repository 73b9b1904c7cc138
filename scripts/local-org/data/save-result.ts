/** What is wrong with one record of a write, in the words of Salesforce. */
export interface SaveError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** What became of one record of a write. `id` is null where no record is meant (a failed insert). */
export interface SaveResult {
  readonly id: string | null;
  readonly success: boolean;
  readonly errors: readonly SaveError[];
}

/** `matches` lists the records of an ambiguous external id (error DUPLICATE_EXTERNAL_ID; REST answers 300 with their addresses). */
export interface UpsertResult extends SaveResult {
  readonly created: boolean;
  readonly matches?: readonly string[];
}

/** Field name (any case) → value as JSON or CSV brought it. `null` clears, a missing key leaves alone. `attributes` is ignored. */
export type RecordInput = Readonly<Record<string, unknown>>;
