import { bulkRows } from '../bulk/bulk-query.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { firstPage, recordPages, valueAt } from './rest-query.ts';

/** A row, whichever way it came: JSON has typed values, CSV text with an empty cell for null. */
export interface Row {
  /** The value of a column asked for; null where it has none. */
  value(column: string): unknown;
}

export interface RowRequest {
  readonly soql: string;
  readonly purpose: string;
  /** The columns of the query, `sfLma__Package__r.Name` for one of a parent. */
  readonly columns: readonly string[];
  /** How many rows are to be expected, where it is known. */
  readonly expectedRows?: number | undefined;
  /** Ends the waiting for a Bulk job; then its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

const rowsPerPage = 2_000;
/** A Bulk job takes about as many calls: one to create it, four or so to ask for its state, one for the result. */
const restPages = 6;

/**
 * All rows of a query by the way that takes fewer calls, in groups; an empty one while a Bulk job is waited for. Throws OrgError `incomplete` when some are missing.
 */
export async function* allRows(
  client: SalesforceClient,
  request: RowRequest,
  bulkPollMs: number,
): AsyncGenerator<readonly Row[]> {
  if ((request.expectedRows ?? 0) <= restPages * rowsPerPage) {
    const first = await firstPage(client, request);
    // Wide rows come in shorter pages, and the number may not have been known: giving the first page up costs one
    // call and saves the others.
    if (first.totalSize <= restPages * first.records.length) {
      for await (const records of recordPages(client, first, request.purpose)) {
        yield records.map((record) => ({ value: (column) => valueAt(record, column) ?? null }));
      }
      return;
    }
  }
  const places = new Map(request.columns.map((column, place) => [column, place]));
  for await (const rows of bulkRows(client, request, bulkPollMs)) {
    yield rows.map((row) => ({ value: (column) => textOrNull(row[places.get(column) ?? -1]) }));
  }
}

function textOrNull(cell: string | undefined): string | null {
  return cell === undefined || cell === '' ? null : cell;
}
