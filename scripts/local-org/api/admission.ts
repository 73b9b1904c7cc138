import type { FastifyRequest } from 'fastify';
import type { UserSession } from '../data/user-session.ts';
import type { DropMoment } from '../faults/fault-plan.ts';
import type { Operation } from '../faults/observed-request.ts';
import type { ApiContext } from './api-context.ts';
import { apiError } from './http/api-error.ts';
import { versionOfSegment } from './http/api-version.ts';
import type { ApiCall } from './limits/api-usage.ts';
import { asyncCallerOf, callerOf } from './oauth/authentication.ts';
import { watchedSession } from './watched-session.ts';

/** A request below `/services/data` that was let in: by whom, in which version, counted as which call. */
export interface Admission {
  readonly userId: string;
  /** `62.0`; of no meaning for addresses without one. */
  readonly version: string;
  readonly session: UserSession;
  readonly call: ApiCall;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation;
  }
  interface FastifyRequest {
    admission: Admission | null;
    /** Set when a fault is to cut the connection while or after answering. */
    dropMoment: DropMoment | null;
  }
}

const dataPath = /^\/+services\/+data\/+(v[^/?]*)/;
const asyncPath = /^\/+services\/+async\/+([^/?]*)/;

/** True for what counts as an API call: everything below a version. `GET /services/data` itself is free and open. */
export function isDataRequest({ url }: Pick<FastifyRequest, 'url'>): boolean {
  return dataPath.test(url);
}

/** True for requests of Bulk API, the first one. */
function isAsyncRequest({ url }: Pick<FastifyRequest, 'url'>): boolean {
  return asyncPath.test(url);
}

/** True for what is let in and counted: data requests and those of Bulk API. */
export function isApiCall(request: Pick<FastifyRequest, 'url'>): boolean {
  return isDataRequest(request) || isAsyncRequest(request);
}

/**
 * Lets an API call in and counts it, also when it goes on to fail. Throws INVALID_SESSION_ID,
 * REQUEST_LIMIT_EXCEEDED and NOT_FOUND for an unknown version, in this order.
 */
export function admit(request: FastifyRequest, context: ApiContext): Admission {
  const { org, usage, faults, analytics } = context;
  const { userId } = (isAsyncRequest(request) ? asyncCallerOf : callerOf)(request, context);
  refuseOverLimit(context);
  const call = usage.record({
    method: request.method,
    path: request.url.split('?')[0] ?? request.url,
    operation: request.routeOptions.config.operation ?? 'other',
  });
  const session = watchedSession(org.asUser(userId), {
    rows: faults.rows,
    analytics,
    writes: call.writes,
  });
  return { userId, session, call, version: versionOfSegment(versionSegment(request)) };
}

function refuseOverLimit({ usage, longCalls }: ApiContext): void {
  if (usage.remaining === 0) {
    throw apiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  }
  if (longCalls.isFull) {
    const message = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
    throw apiError(403, 'REQUEST_LIMIT_EXCEEDED', message);
  }
}

/** `v62.0`; Bulk API writes its versions without the letter. */
function versionSegment({ url }: FastifyRequest): string {
  const number = asyncPath.exec(url)?.[1];
  return number === undefined ? (dataPath.exec(url)?.[1] ?? '') : `v${number}`;
}

/** What `admit` found; every route below `/services/data` has been through it. */
export function admitted(request: FastifyRequest): Admission {
  if (request.admission === null)
    throw new Error(`${request.url} was routed without being admitted.`);
  return request.admission;
}
