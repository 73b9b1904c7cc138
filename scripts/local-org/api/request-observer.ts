import type { FastifyRequest } from 'fastify';
import type { ObservedRequest } from '../faults/observed-request.ts';
import type { ApiContext } from './api-context.ts';
import { rowOfLocator } from './bulk/locator.ts';
import type { Resource, ResourceRequest } from './http/resource.ts';

type Traits = Pick<ObservedRequest, 'soql' | 'page' | 'object'>;

/** What faults are matched against, for a request from the network. */
export function observedRequest(request: FastifyRequest, context: ApiContext): ObservedRequest {
  const operation = request.routeOptions.config.operation ?? 'other';
  const params = request.params as Record<string, string>;
  const query = new URL(request.url, 'http://localhost').searchParams;
  const traits =
    operation === 'bulkIngest' || operation === 'bulkQuery'
      ? jobTraits(params, query, request.body, context)
      : restTraits(params, query, request.body, context);
  return {
    operation,
    method: request.method,
    path: request.url,
    inComposite: false,
    body: request.body,
    ...traits,
  };
}

/** The same for a sub-request of Composite. */
export function observedSubRequest(
  { method, params, query, body }: ResourceRequest,
  { operation }: Resource,
  path: string,
  context: ApiContext,
): ObservedRequest {
  return {
    operation,
    method,
    path,
    inComposite: true,
    body,
    ...restTraits(params, query, body, context),
  };
}

function restTraits(
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
  { cursors }: ApiContext,
): Traits {
  const asked = params.locator === undefined ? undefined : cursors.asked(params.locator);
  const soql = asked?.soql ?? query.get('q');
  const page = asked?.page ?? (query.has('q') ? 1 : null);
  return { soql, page, object: params.object ?? firstType(body) };
}

function jobTraits(
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
  { bulk }: ApiContext,
): Traits {
  const job = bulk.watched(params.jobId ?? '') ?? createdJob(body);
  return { ...job, page: resultPage(query, bulk.options.resultRows) };
}

/** The job a request is about to create. */
function createdJob(body: unknown): Pick<Traits, 'soql' | 'object'> {
  const { query, object } = (body ?? {}) as { query?: unknown; object?: unknown };
  return {
    soql: typeof query === 'string' ? query : null,
    object: typeof object === 'string' ? object : null,
  };
}

/** Page of a Bulk query's results, counted in steps of what the client asks for. */
function resultPage(query: URLSearchParams, defaultRows: number): number | null {
  const start = rowOfLocator(query.get('locator') ?? '') ?? 0;
  const rows = Number(query.get('maxRecords') ?? defaultRows);
  return Math.floor(start / rows) + 1;
}

/** Object of the first record of an sObject Collections body. */
function firstType(body: unknown): string | null {
  const { records } = (body ?? {}) as { records?: unknown };
  if (!Array.isArray(records)) return null;
  const [first] = records as { attributes?: { type?: unknown } }[];
  const type = first?.attributes?.type;
  return typeof type === 'string' ? type : null;
}
