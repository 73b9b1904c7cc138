import type { FastifyRequest } from 'fastify';
import type { ObservedRequest, Operation } from '../faults/observed-request.ts';
import type { ApiContext } from './api-context.ts';
import { rowOfLocator } from './bulk/locator.ts';
import type { Resource, ResourceRequest } from './http/resource.ts';

type Traits = Pick<ObservedRequest, 'soql' | 'page' | 'object'>;

/** What faults are matched against, for a request from the network. */
export function observedRequest(request: FastifyRequest, context: ApiContext): ObservedRequest {
  const operation = request.routeOptions.config.operation ?? 'other';
  const params = request.params as Record<string, string>;
  const query = new URL(request.url, 'http://localhost').searchParams;
  const traits = (traitsOf[operation] ?? restTraits)(params, query, request.body, context);
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

type TraitsOf = (
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
  context: ApiContext,
) => Traits;

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

/** Bulk API: the job's object is in its address, or in the body that creates it; a query is the body of its batch. */
function asyncTraits(
  { jobId = '' }: Readonly<Record<string, string>>,
  _query: URLSearchParams,
  body: unknown,
  { asyncJobs }: ApiContext,
): Traits {
  const text = typeof body === 'string' ? body : '';
  const job = asyncJobs.watched(jobId);
  if (job === undefined) return { soql: null, page: null, object: orderedObject(text) };
  const isQuery = job.operation === 'query' || job.operation === 'queryAll';
  return { soql: isQuery && text !== '' ? text : null, page: null, object: job.object };
}

/** Object of the job a text in XML or JSON is about to create. */
function orderedObject(text: string): string | null {
  const [, inXml, inJson] = /<object>\s*(\w+)|"object"\s*:\s*"(\w+)"/.exec(text) ?? [];
  return inXml ?? inJson ?? null;
}

/** Operations whose requests are read in a way of their own. */
const traitsOf: Readonly<Partial<Record<Operation, TraitsOf>>> = {
  bulkIngest: jobTraits,
  bulkQuery: jobTraits,
  bulkV1: asyncTraits,
};

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
