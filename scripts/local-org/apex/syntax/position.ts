/** Where something stands in its source: both count from 1, as Salesforce reports compile errors. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
