import { OrgError } from '../../../domain/org-error.ts';
import { jsonBody } from '../http/api-request.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { rowsMissing } from '../query/rest-query.ts';
import { bulkJob, hasEnded, looksAtBulkJob, type BulkJob } from './bulk-job.ts';
import { csvRows } from './csv-reading.ts';

export interface BulkQuery {
  readonly soql: string;
  readonly purpose: string;
  /** The columns wanted, as the query names them. */
  readonly columns: readonly string[];
  /** Ends the waiting for the job; then its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** The cells of a row in the order of the columns asked for; an empty one is null to Salesforce. */
export type BulkRow = readonly string[];

/** A whole night; a query job that is still not done is stuck. */
const deadlineMs = 3 * 3_600_000;
/** Rows asked for at once: few calls, and little to read again when the connection breaks. */
const rowsPerPage = 250_000;
const readsPerPage = 4;

/**
 * All rows of a query by a Bulk 2.0 job, in groups; an empty group for each look that finds the job still at work.
 *
 * @throws OrgError `incomplete` when the job fails or its pages hold another number of rows than it announced
 */
export async function* bulkRows(
  client: SalesforceClient,
  query: BulkQuery,
  pollMs: number,
): AsyncGenerator<readonly BulkRow[]> {
  const job = yield* completedQuery(client, query, pollMs);
  let count = 0;
  let locator: string | undefined;
  do {
    const page = { jobId: job.id, locator };
    locator = undefined;
    for await (const part of resultPage(client, query, page)) {
      count += part.rows.length;
      yield part.rows;
      locator = part.nextLocator;
    }
    if (locator !== undefined && locator === page.locator) {
      throw rowsMissing(query.purpose, count, job.processed);
    }
  } while (locator !== undefined);
  if (job.processed !== undefined && job.processed !== count) {
    throw rowsMissing(query.purpose, count, job.processed);
  }
}

async function* completedQuery(
  client: SalesforceClient,
  { soql, purpose, signal }: BulkQuery,
  pollMs: number,
): AsyncGenerator<readonly BulkRow[], BulkJob> {
  const body = jsonBody({ operation: 'query', query: soql, lineEnding: 'LF' });
  // A job that was made twice because an answer was lost reads nothing that anybody fetches.
  const created = await client.json({
    purpose,
    method: 'POST',
    path: '/jobs/query',
    body,
    repeatable: true,
  });
  const { id } = bulkJob(created, purpose);
  const looks = looksAtBulkJob(client, 'query', id, purpose, { pollMs, deadlineMs, signal });
  let look = await looks.next();
  while (look.done !== true) {
    yield [];
    look = await looks.next();
  }
  const job = look.value;
  if (job.state === 'JobComplete') return job;
  const end = hasEnded(job) ? `ended as ${job.state}` : `was still ${job.state} after three hours`;
  throw new OrgError(
    'incomplete',
    'BULK_QUERY_FAILED',
    `Could not ${purpose}: Bulk job ${id} ${end}${job.errorMessage && `: ${job.errorMessage}`}. Nothing of it is used; the next run reads again. A Salesforce administrator sees the job in Setup > Bulk Data Load Jobs.`,
  );
}

interface PageRequest {
  readonly jobId: string;
  readonly locator: string | undefined;
}

interface PagePart {
  readonly rows: readonly BulkRow[];
  readonly nextLocator: string | undefined;
}

/** A page of results. A locator stays good while the job exists, so after a break it is read again and what was already handed on is left out. */
async function* resultPage(
  client: SalesforceClient,
  query: BulkQuery,
  page: PageRequest,
): AsyncGenerator<PagePart> {
  let handedOn = 0;
  for (let read = 1; ; read += 1) {
    let seen = 0;
    try {
      for await (const part of readPage(client, query, page)) {
        const fresh = part.rows.slice(Math.max(0, handedOn - seen));
        seen += part.rows.length;
        handedOn = Math.max(handedOn, seen);
        yield { ...part, rows: fresh };
      }
      return;
    } catch (error) {
      const isBreak = error instanceof OrgError && error.kind === 'transient';
      if (!isBreak || read >= readsPerPage) throw error;
    }
  }
}

async function* readPage(
  client: SalesforceClient,
  { purpose, columns }: BulkQuery,
  { jobId, locator }: PageRequest,
): AsyncGenerator<PagePart> {
  const answer = await client.stream({
    purpose,
    method: 'GET',
    path: `/jobs/query/${encodeURIComponent(jobId)}/results`,
    query: { maxRecords: String(rowsPerPage), ...(locator !== undefined && { locator }) },
    accept: 'text/csv',
  });
  const nextLocator = locatorIn(answer.header('sforce-locator'));
  let count = 0;
  for await (const group of csvRows(answer.chunks)) {
    const places = columnPlaces(columns, group.columns, purpose);
    for (const row of group.rows) {
      if (row.length !== group.columns.length) throw rowsMissing(purpose, count);
      count += 1;
    }
    yield { rows: group.rows.map((row) => places.map((place) => row[place] ?? '')), nextLocator };
  }
  const announced = Number(answer.header('sforce-numberofrecords') ?? count);
  if (announced !== count) throw rowsMissing(purpose, count, announced);
}

/** The last page says `null`. A missing header is the end as well: asking on without one would repeat the first page. */
function locatorIn(header: string | undefined): string | undefined {
  return header === undefined || header === '' || header === 'null' ? undefined : header;
}

function columnPlaces(
  wanted: readonly string[],
  given: readonly string[],
  purpose: string,
): readonly number[] {
  const places = new Map(given.map((column, place) => [column.toLowerCase(), place]));
  return wanted.map((column) => {
    const place = places.get(column.toLowerCase());
    if (place !== undefined) return place;
    throw new OrgError(
      'incomplete',
      'COLUMN_MISSING',
      `Could not ${purpose}: the result has no column ${column}. What was read is not used; whoever runs the connector can report this message.`,
    );
  });
}
