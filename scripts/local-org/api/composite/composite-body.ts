import { apiError } from '../http/api-error.ts';
import type { Method } from '../http/resource.ts';

/** One sub-request as the client wrote it; references not yet replaced. */
export interface SubRequest {
  readonly method: Method;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
}

export interface CompositeBody {
  readonly allOrNone: boolean;
  readonly subRequests: readonly SubRequest[];
}

/** Limits of resources_composite_composite. */
const mostSubRequests = 25;
const mostHeavySubRequests = 5;
const heavy = /\/(query|queryAll|composite\/sobjects)(\/|\?|$)/;

/** The body of a Composite request. Throws with status 400 before anything has happened when it isn't one. */
export function compositeBody(body: unknown): CompositeBody {
  const { allOrNone, compositeRequest } = (body ?? {}) as {
    allOrNone?: unknown;
    compositeRequest?: unknown;
  };
  if (!Array.isArray(compositeRequest)) {
    throw apiError(400, 'INVALID_INPUT', 'The request body needs a list named compositeRequest.');
  }
  const subRequests = compositeRequest.map(subRequest);
  refuseTooMany(subRequests);
  refuseRepeatedReferences(subRequests);
  return { allOrNone: allOrNone === true, subRequests };
}

const methods: ReadonlySet<unknown> = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

function subRequest(value: unknown): SubRequest {
  const { method, url, referenceId, body, httpHeaders } = (value ?? {}) as Record<string, unknown>;
  if (!methods.has(method)) throw invalid('method must be one of GET, POST, PATCH, PUT, DELETE');
  if (typeof url !== 'string' || url === '') throw invalid('url must be specified in a subrequest');
  if (typeof referenceId !== 'string')
    throw invalid('referenceId must be specified in a subrequest');
  if (!/^[A-Za-z0-9]\w*$/.test(referenceId)) {
    const rule =
      "must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').";
    throw invalid(`Provided referenceId ('${referenceId}') ${rule}`);
  }
  return { method: method as Method, url, referenceId, body, httpHeaders: headersOf(httpHeaders) };
}

function headersOf(value: unknown): Record<string, string> {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, each]) => [name.toLowerCase(), String(each)]));
}

function refuseTooMany(subRequests: readonly SubRequest[]): void {
  if (subRequests.length > mostSubRequests) {
    throw apiError(
      400,
      'LIMIT_EXCEEDED',
      `A composite request takes at most ${mostSubRequests} subrequests.`,
    );
  }
  if (subRequests.filter(({ url }) => heavy.test(url)).length > mostHeavySubRequests) {
    const message = `A composite request takes at most ${mostHeavySubRequests} subrequests that are queries or sObject Collections operations.`;
    throw apiError(400, 'LIMIT_EXCEEDED', message);
  }
}

function refuseRepeatedReferences(subRequests: readonly SubRequest[]): void {
  const seen = new Set<string>();
  for (const { referenceId } of subRequests) {
    if (seen.has(referenceId)) throw invalid(`Duplicate reference id: ${referenceId}`);
    seen.add(referenceId);
  }
}

function invalid(message: string) {
  return apiError(400, 'INVALID_INPUT', message);
}
