import { parsedDateTime } from '../../data/field-value.ts';
import { apiDateTime } from '../../data/moments.ts';
import type { ApiContext } from '../api-context.ts';
import { apiError } from '../http/api-error.ts';
import type { Resource, ResourceAnswer, ResourceRequest } from '../http/resource.ts';
import { objectOf } from './object-of.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** How far back changes can be asked for (resources_getupdated), and how long deletions are known (resources_getdeleted). */
const updatedDays = 30;
const deletedDays = 15;
const mostIds = 600_000;

/** sObject Get Updated and Get Deleted. */
export function replicationResources(context: ApiContext): readonly Resource[] {
  const resource = (path: string, answer: Answer): Resource => ({
    method: 'GET',
    path: `/sobjects/:object/${path}`,
    operation: 'record',
    answer: (request) => answer(request, context),
  });
  return [resource('updated', updated), resource('deleted', deleted)];
}

type Answer = (request: ResourceRequest, context: ApiContext) => ResourceAnswer;

function updated(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const object = replicatedObject(request, context);
  const span = askedSpan(request, context.clock.now(), updatedDays);
  const soql = `SELECT Id FROM ${object} WHERE ${condition(span)} ORDER BY SystemModstamp, Id`;
  const ids = Array.from(request.session.query(soql).rows, ([id]) => id);
  refuseTooMany(ids.length);
  return { status: 200, body: { ids, latestDateCovered: apiDateTime(span.end) } };
}

function deleted(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const object = replicatedObject(request, context);
  const now = context.clock.now();
  const span = askedSpan(request, now, deletedDays);
  const soql = `SELECT Id, SystemModstamp FROM ${object} WHERE IsDeleted = true AND ${condition(span)} ORDER BY SystemModstamp, Id`;
  const found = request.session.query(soql, { all: true });
  const deletedRecords = Array.from(found.rows, ([id, deletedDate]) => ({ deletedDate, id }));
  refuseTooMany(deletedRecords.length);
  const earliest = new Date(now.getTime() - deletedDays * dayMs);
  return {
    status: 200,
    body: {
      deletedRecords,
      earliestDateAvailable: apiDateTime(earliest),
      latestDateCovered: apiDateTime(span.end),
    },
  };
}

/** The object's name. The text of the refusal is ours: no page shows Salesforce's. */
function replicatedObject(request: ResourceRequest, context: ApiContext): string {
  const object = objectOf(request, context);
  if (object.undeletable) return object.name;
  const message = `object type '${object.name}' is not replicable`;
  throw apiError(400, 'INVALID_TYPE_FOR_OPERATION', message);
}

interface Span {
  readonly start: Date;
  readonly end: Date;
}

/** Seconds are ignored in both ends, as documented; an end in the future is now. */
function askedSpan({ query }: ResourceRequest, now: Date, mostDays: number): Span {
  const start = asked(query, 'start');
  const end = asked(query, 'end');
  if (end.getTime() - start.getTime() < minuteMs) {
    throw refusedDate('startDate must be at least one minute before endDate');
  }
  if (now.getTime() - start.getTime() > mostDays * dayMs) {
    throw refusedDate(`startDate cannot be more than ${mostDays} days ago`);
  }
  return { start, end: end > now ? now : end };
}

function asked(query: URLSearchParams, name: 'start' | 'end'): Date {
  // A plus that wasn't encoded arrives as a blank.
  const moment = parsedDateTime((query.get(name) ?? '').replace(' ', '+'));
  if (moment === null) {
    throw refusedDate(`${name} must be a date and time: 2026-11-24T10:00:00+00:00`);
  }
  return new Date(Math.floor(moment.getTime() / minuteMs) * minuteMs);
}

function condition({ start, end }: Span): string {
  return `SystemModstamp >= ${start.toISOString()} AND SystemModstamp <= ${end.toISOString()}`;
}

function refusedDate(message: string) {
  return apiError(400, 'INVALID_REPLICATION_DATE', message);
}

function refuseTooMany(count: number): void {
  if (count <= mostIds) return;
  throw apiError(400, 'EXCEEDED_ID_LIMIT', `More than ${mostIds} ids: ask for a shorter time`);
}
