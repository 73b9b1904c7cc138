import type { UserSession } from '../../data/user-session.ts';
import type { Operation } from '../../faults/observed-request.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A request to a REST resource, whether it came over the network or as a sub-request of Composite. */
export interface ResourceRequest {
  readonly method: Method;
  /** `62.0` */
  readonly version: string;
  /** Scheme, host and port the client used: `http://127.0.0.1:7070`. */
  readonly baseUrl: string;
  /** Parts of the path named in the pattern, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, undefined without a body. */
  readonly body: unknown;
  readonly session: UserSession;
  /** True inside a Composite request with allOrNone, which overrides the one of sObject Collections. */
  readonly outerAllOrNone: boolean;
}

export interface ResourceAnswer {
  readonly status: number;
  /** JSON value; undefined for none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One address below `/services/data/vXX.0`. `answer` is synchronous like the org's core, so that several of them
 * fit into one transaction (Composite with allOrNone). It throws `ApiError` or `SalesforceError` to refuse.
 */
export interface Resource {
  readonly method: Method;
  /** `/sobjects/:object/:id` */
  readonly path: string;
  readonly operation: Operation;
  answer(request: ResourceRequest): ResourceAnswer;
}

/** A part of the path; the pattern guarantees that it is there. */
export function param(request: Pick<ResourceRequest, 'params'>, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`The path of this resource has no part named ${name}.`);
  return value;
}
