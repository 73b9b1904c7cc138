import { join } from 'node:path';
import { numberedId } from '../../schema/salesforce-id.ts';
import type { QueryResult, SObjectRecord } from '../../soql/query-result.ts';
import { apiError } from '../http/api-error.ts';
import { RowSpool } from './row-spool.ts';

export interface QueryCursorOptions {
  readonly clock: { now(): Date };
  /** Folder results larger than a page are kept in. */
  readonly folder: string;
  /** Cursors live two days (salesforce-app-limits-platform-apicursors). */
  readonly ttlMs: number;
}

/** A query as it was asked. */
export interface AskedQuery {
  readonly soql: string;
  readonly userId: string;
  readonly version: string;
  /** Records a page. */
  readonly pageSize: number;
}

/** The JSON of a page of results. */
export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly SObjectRecord[];
}

interface Cursor extends AskedQuery {
  readonly id: string;
  readonly spool: RowSpool;
  readonly openedMs: number;
}

/**
 * Results larger than a page. The whole result is fixed when the query runs, so pages neither overlap nor miss a
 * record while others write, and a page can be asked for again.
 */
export class QueryCursors {
  readonly #options: QueryCursorOptions;
  readonly #cursors = new Map<string, Cursor>();
  #count = 0;

  constructor(options: QueryCursorOptions) {
    this.#options = options;
  }

  /** The first page, and a cursor behind it when there is more. */
  firstPage(result: QueryResult, query: AskedQuery): QueryPage {
    // SELECT COUNT() FROM …: the answer is the size, there are no records.
    if (result.columns.length === 0)
      return { totalSize: result.totalSize, done: true, records: [] };
    const records: SObjectRecord[] = [];
    let cursor: Cursor | undefined;
    for (const record of result.records(query.version)) {
      if (cursor === undefined && records.length < query.pageSize) {
        records.push(record);
        continue;
      }
      cursor ??= this.#open(query, records);
      cursor.spool.append(JSON.stringify(record));
    }
    cursor?.spool.finish();
    return cursor === undefined
      ? { totalSize: records.length, done: true, records }
      : page(cursor, 0, records);
  }

  /** The page a locator (`0r8…-2000`) names. Throws INVALID_QUERY_LOCATOR when it is unknown, another user's or too old. */
  page(locator: string, userId: string): QueryPage {
    const { cursor, position } = this.#find(locator) ?? {};
    if (cursor?.userId !== userId || position === undefined || position > cursor.spool.rowCount) {
      throw apiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    const records = cursor.spool
      .read(position, cursor.pageSize)
      .map((line) => JSON.parse(line) as SObjectRecord);
    return page(cursor, position, records);
  }

  /** What a locator stands for, for whoever watches requests. */
  asked(locator: string): { soql: string; page: number } | undefined {
    const { cursor, position } = this.#find(locator) ?? {};
    if (cursor === undefined || position === undefined) return undefined;
    return { soql: cursor.soql, page: Math.floor(position / cursor.pageSize) + 1 };
  }

  expireAll(): void {
    for (const { spool } of this.#cursors.values()) spool.delete();
    this.#cursors.clear();
  }

  #open(query: AskedQuery, firstRecords: readonly SObjectRecord[]): Cursor {
    this.#count += 1;
    const id = numberedId('0r8', this.#count);
    const spool = new RowSpool(join(this.#options.folder, `${id}.jsonl`));
    for (const record of firstRecords) spool.append(JSON.stringify(record));
    const cursor = { ...query, id, spool, openedMs: this.#options.clock.now().getTime() };
    this.#cursors.set(id, cursor);
    return cursor;
  }

  #find(locator: string): { cursor: Cursor; position: number } | undefined {
    const [, id = '', position = ''] = /^(\w{15,18})-(\d+)$/.exec(locator) ?? [];
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) return undefined;
    if (this.#options.clock.now().getTime() - cursor.openedMs >= this.#options.ttlMs) {
      cursor.spool.delete();
      this.#cursors.delete(id);
      return undefined;
    }
    return { cursor, position: Number(position) };
  }
}

function page(cursor: Cursor, position: number, records: readonly SObjectRecord[]): QueryPage {
  const totalSize = cursor.spool.rowCount;
  const next = position + records.length;
  if (next >= totalSize) return { totalSize, done: true, records };
  // A queryAll's next page is fetched from /query as well (resources_queryall_more_results).
  const nextRecordsUrl = `/services/data/v${cursor.version}/query/${cursor.id}-${next}`;
  return { totalSize, done: false, nextRecordsUrl, records };
}
