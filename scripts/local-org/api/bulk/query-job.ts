import type { UserSession } from '../../data/user-session.ts';
import type { QueryResult } from '../../soql/query-result.ts';
import { apiError } from '../http/api-error.ts';
import type { RowSpool } from '../query/row-spool.ts';
import { csvFormat, type CsvFormat } from './csv-format.ts';
import { timestamp, type JobState } from './ingest-job.ts';
import { invalidJob } from './job-error.ts';

/** A Bulk API 2.0 query job. */
export interface QueryJob {
  readonly id: string;
  readonly userId: string;
  readonly apiVersion: string;
  readonly createdDate: Date;
  readonly operation: 'query' | 'queryAll';
  readonly soql: string;
  readonly object: string;
  readonly format: CsvFormat;
  readonly rows: RowSpool;
  /** First line of each page of results. */
  readonly header: string;
  systemModstamp: Date;
  state: Exclude<JobState, 'Open'>;
  numberRecordsProcessed: number;
  totalProcessingTimeMs: number;
  errorMessage: string | null;
}

/** What a client asks for when it creates a query job. */
export interface QueryOrder {
  readonly operation: 'query' | 'queryAll';
  readonly soql: string;
  readonly object: string;
  readonly columns: readonly string[];
  readonly format: CsvFormat;
}

/** Checks an order by compiling its query. Throws what the query throws, or why Bulk doesn't take it. */
export function queryOrder(
  body: Readonly<Record<string, unknown>>,
  session: UserSession,
): QueryOrder {
  const { operation, query } = body;
  if (operation !== 'query' && operation !== 'queryAll') {
    throw invalidJob(`Unknown operation ${JSON.stringify(operation)}`);
  }
  if (typeof query !== 'string' || query === '') throw invalidJob('query must be specified');
  const result = session.query(query, { all: operation === 'queryAll' });
  refuseShape(query, result, 'Bulk V2 Query');
  const columns = result.columns.map(({ name }) => name);
  return { operation, soql: query, object: result.object, columns, format: csvFormat(body) };
}

/** Clauses Bulk doesn't take (api_asynch, queries), looked for outside quoted text. */
const refusedClauses: readonly (readonly [RegExp, string])[] = [
  [/\bGROUP\s+BY\b/i, 'GROUP BY'],
  [/\bOFFSET\b/i, 'OFFSET'],
  [/\bTYPEOF\b/i, 'TYPEOF'],
];

/** Throws FUNCTIONALITY_NOT_ENABLED for a query the named API doesn't take. */
export function refuseShape(
  soql: string,
  { columns }: Pick<QueryResult, 'columns'>,
  api: 'Bulk V2 Query' | 'Bulk Query',
): void {
  const clauses = soql.replace(/'(?:\\.|[^'\\])*'/g, "''");
  const refused = refusedClauses.find(([clause]) => clause.test(clauses))?.[1];
  if (refused !== undefined) throw unsupported(`${refused} is not supported in ${api}`);
  if (columns.some(({ kind }) => kind === 'children')) {
    throw unsupported(`Aggregate Relationships not supported in ${api} with CSV content type`);
  }
  if (columns.length === 0 || columns.some(({ kind }) => kind === 'aggregate')) {
    throw unsupported(`Aggregate functions are not supported in ${api}`);
  }
  if (columns.some(({ type }) => type === 'address')) {
    throw unsupported('Selecting compound data not supported in Bulk Query');
  }
}

function unsupported(message: string) {
  return apiError(400, 'FUNCTIONALITY_NOT_ENABLED', message);
}

/** The job as its resource shows it; creating shows the first part only. */
export function queryJobInfo(job: QueryJob, detail: 'short' | 'full'): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: timestamp(job.createdDate),
    systemModstamp: timestamp(job.systemModstamp),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.apiVersion),
    ...(detail === 'full' && {
      jobType: 'V2Query',
      numberRecordsProcessed: job.numberRecordsProcessed,
      retries: 0,
      totalProcessingTime: job.totalProcessingTimeMs,
      ...(job.errorMessage !== null && { errorMessage: job.errorMessage }),
    }),
    lineEnding: job.format.lineEnding,
    columnDelimiter: job.format.columnDelimiter,
  };
}
