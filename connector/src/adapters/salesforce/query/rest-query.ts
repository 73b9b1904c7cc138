import { OrgError } from '../../../domain/org-error.ts';
import {
  isJsonRecord,
  jsonRecord,
  jsonRecords,
  jsonNumber,
  jsonText,
  type JsonRecord,
} from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { compositeAnswers, queriesPerComposite, subBody } from './composite.ts';

/** Up to 2,000 records of a query; wide rows make the pages shorter. */
export interface QueryPage {
  readonly totalSize: number;
  readonly records: readonly JsonRecord[];
  /** Path of the next page; undefined on the last. */
  readonly next: string | undefined;
}

/** A query, and whether it sees deleted records too. */
export interface RestQuery {
  readonly soql: string;
  readonly purpose: string;
  readonly withDeleted?: boolean;
}

/**
 * Longest query to travel in an address. Salesforce answers 414 above 16 KiB of request line and headers; longer
 * queries travel in the body of a Composite call, which is one call as well.
 */
const longestAddressChars = 8_000;

/** The first page of a query. */
export async function firstPage(client: SalesforceClient, query: RestQuery): Promise<QueryPage> {
  const path = queryPath(query);
  if (path.length <= longestAddressChars) {
    const { purpose } = query;
    return queryPage(await client.json({ purpose, method: 'GET', path }), purpose);
  }
  const [page] = await firstPages(client, [query]);
  if (!page) throw new RangeError('One query has one first page.');
  return page;
}

/** The first page of each query, five to a call. */
export async function firstPages(
  client: SalesforceClient,
  queries: readonly RestQuery[],
): Promise<readonly QueryPage[]> {
  const pages: QueryPage[] = [];
  for (let start = 0; start < queries.length; start += queriesPerComposite) {
    const some = queries.slice(start, start + queriesPerComposite);
    const purpose = some[0]?.purpose ?? '';
    const requests = some.map((query) => ({ method: 'GET' as const, path: queryPath(query) }));
    const answers = await compositeAnswers(client, purpose, requests, { repeatable: true });
    pages.push(...answers.map((answer) => queryPage(subBody(answer, purpose), purpose)));
  }
  return pages;
}

/** `/query?q=…`, for a sub-request as well. */
export function queryPath({ soql, withDeleted = false }: Omit<RestQuery, 'purpose'>): string {
  return `/${withDeleted ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`;
}

export function queryPage(answer: unknown, purpose: string): QueryPage {
  const page = jsonRecord(answer, purpose);
  const next = page.done === true ? undefined : jsonText(page.nextRecordsUrl);
  return {
    totalSize: jsonNumber(page.totalSize) ?? -1,
    records: jsonRecords(page.records, purpose),
    next,
  };
}

/**
 * All records of a query from its first page on, page by page.
 *
 * @throws OrgError `incomplete` when the pages hold fewer or more records than the first one announced, or when
 *   Salesforce no longer knows the place the reading had got to
 */
export async function* recordPages(
  client: SalesforceClient,
  first: QueryPage,
  purpose: string,
): AsyncGenerator<readonly JsonRecord[]> {
  let count = first.records.length;
  let page = first;
  yield page.records;
  while (page.next !== undefined) {
    page = await nextPage(client, page.next, purpose, { count, of: first.totalSize });
    if (page.records.length === 0) throw rowsMissing(purpose, count, first.totalSize);
    count += page.records.length;
    yield page.records;
  }
  if (count !== first.totalSize) throw rowsMissing(purpose, count, first.totalSize);
}

async function nextPage(
  client: SalesforceClient,
  path: string,
  purpose: string,
  read: { readonly count: number; readonly of: number },
): Promise<QueryPage> {
  if (!path.startsWith('/services/data/')) throw rowsMissing(purpose, read.count, read.of);
  try {
    return queryPage(await client.json({ purpose, method: 'GET', path }), purpose);
  } catch (error) {
    if (!(error instanceof OrgError) || error.code !== 'INVALID_QUERY_LOCATOR') throw error;
    throw new OrgError(
      'incomplete',
      error.code,
      `Could not ${purpose}: after ${read.count} of ${read.of} rows Salesforce no longer knew where the reading had got to (its cursors expire). What was read is not used; the next run reads again from the start.`,
      { cause: error },
    );
  }
}

/** The OrgError of a read that ended before its last row (decision 54). */
export function rowsMissing(purpose: string, count: number, expected?: number): OrgError {
  const announced = expected === undefined ? 'and there are more' : `${expected} were announced`;
  return new OrgError(
    'incomplete',
    'ROWS_MISSING',
    `Could not ${purpose} completely: ${count} rows came, ${announced}. What was read is not used; the next run reads again from the start.`,
  );
}

/** A value of a record by its path, such as `sfLma__Package__r.Name`; undefined where a parent is missing. */
export function valueAt(record: JsonRecord, column: string): unknown {
  let value: unknown = record;
  for (const name of column.split('.')) {
    if (!isJsonRecord(value)) return undefined;
    value = value[name];
  }
  return value;
}
