import { createHash } from 'node:crypto';
import type { SObjectRecord } from '../../soql/query-result.ts';
import { apiError } from '../http/api-error.ts';
import type { ResourceAnswer, ResourceRequest } from '../http/resource.ts';

/** What a conditional request is compared with (api_rest, intro_rest_conditional_requests). */
export interface Validators {
  /** With its quotes; null for resources without one. Only Accounts have one. */
  readonly etag: string | null;
  readonly modified: Date;
}

/** Validators of a record, taken from all fields its reader sees, whichever of them are asked for. */
export function recordValidators(object: string, record: SObjectRecord): Validators {
  const hash = createHash('sha256').update(JSON.stringify(record)).digest('base64');
  const modified = new Date(String(record.LastModifiedDate ?? record.SystemModstamp));
  return { etag: object === 'Account' ? `"${hash}"` : null, modified };
}

/** True where the request says under which condition it wants an answer. */
export function isConditional({ headers }: ResourceRequest): boolean {
  return conditions.some((name) => headers[name] !== undefined);
}

/** Headers an answer tells its validators by. */
export function validatorHeaders({ etag, modified }: Validators): Readonly<Record<string, string>> {
  return {
    ...(etag !== null && { ETag: etag }),
    ...(!Number.isNaN(modified.getTime()) && { 'Last-Modified': modified.toUTCString() }),
  };
}

/**
 * The answer to a request whose condition isn't met: 304 to a reader who has it all, 412 to anybody else; null where
 * the request is to be carried out. Throws INVALID_INPUT for a writer whose condition can't be understood.
 */
export function unmet(request: ResourceRequest, validators: Validators): ResourceAnswer | null {
  const found = conditions.find((name) => isUnmet(name, request, validators));
  if (found === undefined) return null;
  const isRead =
    request.method === 'GET' && found !== 'if-match' && found !== 'if-unmodified-since';
  return isRead ? { status: 304, headers: validatorHeaders(validators) } : { status: 412 };
}

const conditions = [
  'if-match',
  'if-unmodified-since',
  'if-none-match',
  'if-modified-since',
] as const;
type Condition = (typeof conditions)[number];

function isUnmet(name: Condition, request: ResourceRequest, validators: Validators): boolean {
  const value = request.headers[name];
  if (value === undefined) return false;
  switch (name) {
    case 'if-match':
      return hasEtag(request, validators, value) === false;
    case 'if-none-match':
      return hasEtag(request, validators, value) === true;
    case 'if-unmodified-since':
      return isModifiedSince(request, validators, value) === true;
    case 'if-modified-since':
      // Caching of readers; entity tags, where given, are the stronger word.
      if (request.method !== 'GET' || request.headers['if-none-match'] !== undefined) return false;
      return isModifiedSince(request, validators, value) === false;
  }
}

/** Whether one of the listed entity tags is the resource's; null where there is nothing to compare. */
function hasEtag(request: ResourceRequest, { etag }: Validators, list: string): boolean | null {
  if (etag === null) return null;
  const given = list.match(/"[^"]*"/g) ?? [];
  if (given.length === 0 && list.trim() !== '*') return misunderstood(request, list);
  // A packed answer's tag may come back with what Salesforce adds to it.
  return list.trim() === '*' || given.some((each) => each.replace(/-{1,2}gzip"$/, '"') === etag);
}

/** Whether it has changed since the moment, to the second; null where there is nothing to compare. */
function isModifiedSince(
  request: ResourceRequest,
  { modified }: Validators,
  since: string,
): boolean | null {
  const moment = Date.parse(since);
  if (Number.isNaN(moment)) return misunderstood(request, since);
  if (Number.isNaN(modified.getTime())) return null;
  return Math.floor(modified.getTime() / 1_000) > Math.floor(moment / 1_000);
}

function misunderstood({ method }: ResourceRequest, value: string): null {
  if (method === 'GET') return null;
  throw apiError(400, 'INVALID_INPUT', `Invalid value of a conditional header: ${value}`);
}
