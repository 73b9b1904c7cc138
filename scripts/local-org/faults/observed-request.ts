/** What a request is about, in the words faults and call counts use. */
export type Operation =
  | 'token'
  | 'identity'
  | 'versions'
  | 'limits'
  | 'describe'
  | 'query'
  | 'queryMore'
  | 'record'
  | 'collections'
  | 'composite'
  | 'bulkIngest'
  | 'bulkQuery'
  | 'bulkV1'
  | 'deploy'
  | 'soap'
  | 'tooling'
  | 'other';

/** A request as a fault can recognize it. */
export interface ObservedRequest {
  readonly operation: Operation;
  readonly method: string;
  /** Path and query string as sent. */
  readonly path: string;
  /** Of `query`, of the query behind a `queryMore`, and of all requests of a Bulk query job. */
  readonly soql: string | null;
  /** 1 for the first page of a query or of a Bulk query's results; null for anything else. */
  readonly page: number | null;
  /** Object of a record, collection or Bulk ingest request, where the address names it. */
  readonly object: string | null;
  /** True for a sub-request of Composite: only failNext reaches it. */
  readonly inComposite: boolean;
  readonly body: unknown;
}

/** Which requests a fault is meant for. What isn't given matches everything. */
export interface RequestMatch {
  readonly operation?: Operation | readonly Operation[];
  readonly method?: string;
  /** A part of the path, or a pattern. */
  readonly path?: string | RegExp;
  /** A part of the SOQL, or a pattern. Requests without SOQL don't match. */
  readonly soql?: string | RegExp;
  readonly page?: number;
  readonly object?: string;
  /** The last word, for what the others can't say. */
  readonly where?: (request: ObservedRequest) => boolean;
}

type Test = (match: RequestMatch, request: ObservedRequest) => boolean;

/** One line a criterion; each is satisfied when the match doesn't mention it. */
const criteria: readonly Test[] = [
  ({ operation }, request) =>
    operation === undefined || [operation].flat().includes(request.operation),
  ({ method }, request) => method === undefined || method === request.method,
  ({ path }, request) => path === undefined || contains(request.path, path),
  ({ soql }, request) =>
    soql === undefined || (request.soql !== null && contains(request.soql, soql)),
  ({ page }, request) => page === undefined || page === request.page,
  ({ object }, request) => object === undefined || sameName(object, request.object),
  ({ where }, request) => where === undefined || where(request),
];

export function matches(match: RequestMatch, request: ObservedRequest): boolean {
  return criteria.every((criterion) => criterion(match, request));
}

function contains(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function sameName(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
