import type { UpsertResult } from '../../data/save-result.ts';
import type { ApiContext } from '../api-context.ts';
import { notFound } from '../http/api-error.ts';
import { param, type ResourceAnswer, type ResourceRequest } from '../http/resource.ts';
import { normalizedId } from '../../schema/salesforce-id.ts';
import { objectOf } from './object-of.ts';
import { askedFields, bodyRecord, inVersion, refuseField } from './record-request.ts';
import { deleteRelated, retrieveRelated, updateRelated, type Relation } from './related-records.ts';
import { noSuchRecord, saveFailure } from './save-failure.ts';

/** First version whose upsert says `created` and answers 200 with a body where older ones answer 204. */
const upsertAnswersFrom = 46;

/** `PATCH /sobjects/X/Field__c/value`: 201 created, 200 updated, 300 when several records have the value. */
export function upsertRecord(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const relation = relationOf(request, context);
  if (relation !== undefined) return updateRelated(request, relation, context);
  const object = objectOf(request, context).name;
  const field = fieldOf(request, context, object);
  const record = bodyRecord(request);
  refuseField(field, record);
  const keyed = { ...record, [field]: param(request, 'value') };
  if (request.query.get('updateOnly') === 'true') refuseUnknown(request, object, field);
  const result = request.session.upsert(object, field, keyed);
  if (result.matches !== undefined) return severalMatches(request, object, result.matches);
  if (!result.success) throw saveFailure(result.errors);
  return upsertAnswer(result, Number(request.version));
}

export function retrieveByExternalId(
  request: ResourceRequest,
  context: ApiContext,
): ResourceAnswer {
  const relation = relationOf(request, context);
  if (relation !== undefined) return retrieveRelated(request, relation, context);
  const object = objectOf(request, context).name;
  const ids = matching(request, object, fieldOf(request, context, object));
  if (ids.length > 1) return severalMatches(request, object, ids);
  const record = request.session.retrieve(object, onlyMatch(request, ids), askedFields(request));
  return { status: 200, body: inVersion(record, request.version) };
}

export function deleteByExternalId(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const relation = relationOf(request, context);
  if (relation !== undefined) return deleteRelated(request, relation, context);
  const object = objectOf(request, context).name;
  const ids = matching(request, object, fieldOf(request, context, object));
  if (ids.length > 1) return severalMatches(request, object, ids);
  const { success, errors } = request.session.delete(object, onlyMatch(request, ids));
  if (!success) throw saveFailure(errors);
  return { status: 204 };
}

function upsertAnswer({ id, created }: UpsertResult, version: number): ResourceAnswer {
  if (version < upsertAnswersFrom) {
    return created ? { status: 201, body: { id, success: true, errors: [] } } : { status: 204 };
  }
  return { status: created ? 201 : 200, body: { id, success: true, errors: [], created } };
}

/** What a path with an id in the place of the field leads to: the address of a related record has the same form. */
function relationOf(request: ResourceRequest, context: ApiContext): Relation | undefined {
  const id = param(request, 'field');
  if (normalizedId(id) === null) return undefined;
  return { object: objectOf(request, context), id, name: param(request, 'value') };
}

/** The field the path names, as it is spelt in the schema: what goes into SOQL is never what the client sent. */
function fieldOf(request: ResourceRequest, { org }: ApiContext, object: string): string {
  const field = org.schema.findField(object, param(request, 'field'));
  if (field === undefined) throw notFound();
  return field.name;
}

function refuseUnknown(request: ResourceRequest, object: string, field: string): void {
  if (matching(request, object, field).length === 0) throw noSuchRecord(param(request, 'value'));
}

function matching(request: ResourceRequest, object: string, field: string): string[] {
  const value = param(request, 'value').replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  const found = request.session.query(`SELECT Id FROM ${object} WHERE ${field} = '${value}'`);
  return Array.from(found.rows, ([id]) => id as string);
}

function onlyMatch(request: ResourceRequest, [id]: readonly string[]): string {
  if (id === undefined) throw noSuchRecord(param(request, 'value'));
  return id;
}

/** The documented body of a 300: addresses of the records that share the value. */
function severalMatches(
  { version }: ResourceRequest,
  object: string,
  ids: readonly string[],
): ResourceAnswer {
  return {
    status: 300,
    body: ids.map((id) => `/services/data/v${version}/sobjects/${object}/${id}`),
  };
}
