import type { SaveResult, UpsertResult } from '../../data/save-result.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import type { SObjectRecord } from '../../soql/query-result.ts';
import type { ApiContext } from '../api-context.ts';
import { apiError } from '../http/api-error.ts';
import {
  param,
  type Resource,
  type ResourceAnswer,
  type ResourceRequest,
} from '../http/resource.ts';
import { objectOf } from '../rest/object-of.ts';
import { askedFields, inVersion } from '../rest/record-request.ts';
import { collectionBody, refuseTooMany, type TypedRow } from './collection-body.ts';
import { savedRows } from './collection-saves.ts';
import { deleteRow, duplicateKeys, insertRow, updateRow, upsertRow } from './collection-rows.ts';

/** sObject Collections: up to 200 rows a request, each with a result of its own, HTTP 200 even when all failed. */
export function collectionResources(context: ApiContext): readonly Resource[] {
  const collection = (method: Resource['method'], path: string, answer: Answer): Resource => ({
    method,
    path,
    operation: 'collections',
    answer: (request) => answer(request, context),
  });
  return [
    collection('POST', '/composite/sobjects', save(insertRow)),
    collection('PATCH', '/composite/sobjects', save(updateRow)),
    collection('DELETE', '/composite/sobjects', remove),
    collection('GET', '/composite/sobjects/:object', (request, { org }) =>
      retrieve(
        request,
        objectOf(request, { ...context, org }).name,
        ids(request),
        askedFields(request),
      ),
    ),
    collection('POST', '/composite/sobjects/:object', retrieveByBody),
    collection('PATCH', '/composite/sobjects/:object/:field', upsert),
  ];
}

type Answer = (request: ResourceRequest, context: ApiContext) => ResourceAnswer;

type RowSave = (row: TypedRow, request: ResourceRequest) => SaveResult | UpsertResult;

function save(saveRow: RowSave): Answer {
  return (request, { org }) => {
    const { allOrNone, rows } = collectionBody(request);
    const saves = rows.map((row) => () => saveRow(row, request));
    return {
      status: 200,
      body: savedRows(saves, { allOrNone, transaction: (work) => org.transaction(work) }),
    };
  };
}

function upsert(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const object = objectOf(request, context).name;
  const field = param(request, 'field');
  const { allOrNone, rows } = collectionBody(request, object);
  const repeated = duplicateKeys(rows, field);
  const saves = rows.map((row) => () => upsertRow(row, field, repeated, request));
  const transaction = <T>(work: () => T) => context.org.transaction(work);
  return { status: 200, body: savedRows(saves, { allOrNone, transaction }) };
}

function remove(request: ResourceRequest, { org }: ApiContext): ResourceAnswer {
  const found = ids(request);
  refuseTooMany(found.length);
  const allOrNone = request.outerAllOrNone || request.query.get('allOrNone') === 'true';
  const saves = found.map((id) => () => deleteRow(id, request, org.schema));
  return {
    status: 200,
    body: savedRows(saves, { allOrNone, transaction: (work) => org.transaction(work) }),
  };
}

function retrieveByBody(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const { ids: wanted, fields } = (request.body ?? {}) as { ids?: unknown; fields?: unknown };
  if (!Array.isArray(wanted) || !Array.isArray(fields)) {
    throw apiError(
      400,
      'INVALID_INPUT',
      'The request body needs a list of ids and a list of fields.',
    );
  }
  return retrieve(request, objectOf(request, context).name, wanted.map(String), fields.map(String));
}

/** Records in the order of the ids, null for one that isn't there. */
function retrieve(
  request: ResourceRequest,
  object: string,
  wanted: readonly string[],
  fields: readonly string[] | undefined,
): ResourceAnswer {
  const body = wanted.map((id) => recordOrNull(request, object, id, fields));
  return { status: 200, body };
}

function recordOrNull(
  { session, version }: ResourceRequest,
  object: string,
  id: string,
  fields: readonly string[] | undefined,
): SObjectRecord | null {
  try {
    return inVersion(session.retrieve(object, id, fields), version);
  } catch (error) {
    if (error instanceof SalesforceError && error.httpStatus === 404) return null;
    throw error;
  }
}

function ids({ query }: ResourceRequest): string[] {
  return (query.get('ids') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
