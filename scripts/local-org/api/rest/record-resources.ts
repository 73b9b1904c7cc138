import type { ApiContext } from '../api-context.ts';
import {
  param,
  type Resource,
  type ResourceAnswer,
  type ResourceRequest,
} from '../http/resource.ts';
import { isConditional, recordValidators, unmet, validatorHeaders } from './conditional.ts';
import { deleteByExternalId, retrieveByExternalId, upsertRecord } from './external-id.ts';
import { objectOf } from './object-of.ts';
import { askedFields, bodyRecord, inVersion, refuseField } from './record-request.ts';
import { recordFailure, saveFailure } from './save-failure.ts';

/** Single records: sObject Rows and sObject Rows by External ID. */
export function recordResources(context: ApiContext): readonly Resource[] {
  const record = (method: Resource['method'], path: string, answer: Answer): Resource => ({
    method,
    path,
    operation: 'record',
    answer: (request) => answer(request, context),
  });
  return [
    record('POST', '/sobjects/:object', create),
    record('GET', '/sobjects/:object/:id', retrieve),
    record('PATCH', '/sobjects/:object/:id', update),
    record('DELETE', '/sobjects/:object/:id', remove),
    record('GET', '/sobjects/:object/:field/:value', retrieveByExternalId),
    record('PATCH', '/sobjects/:object/:field/:value', upsertRecord),
    record('DELETE', '/sobjects/:object/:field/:value', deleteByExternalId),
  ];
}

type Answer = (request: ResourceRequest, context: ApiContext) => ResourceAnswer;

function create(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const object = objectOf(request, context).name;
  const { id, success, errors } = request.session.insert(object, bodyRecord(request));
  if (!success) throw saveFailure(errors);
  return {
    status: 201,
    body: { id, success: true, errors: [] },
    headers: { Location: `/services/data/v${request.version}/sobjects/${object}/${id ?? ''}` },
  };
}

function retrieve(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const object = objectOf(request, context).name;
  const fields = askedFields(request);
  const whole = request.session.retrieve(object, param(request, 'id'));
  const validators = recordValidators(object, whole);
  const refused = unmet(request, validators);
  if (refused !== null) return refused;
  const record =
    fields === undefined ? whole : request.session.retrieve(object, param(request, 'id'), fields);
  return {
    status: 200,
    body: inVersion(record, request.version),
    headers: validatorHeaders(validators),
  };
}

function update(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const object = objectOf(request, context).name;
  const record = bodyRecord(request);
  refuseField('Id', record);
  const id = param(request, 'id');
  const refused = isConditional(request)
    ? unmet(request, recordValidators(object, request.session.retrieve(object, id)))
    : null;
  if (refused !== null) return refused;
  const { success, errors } = request.session.update(object, { ...record, Id: id });
  if (!success) throw recordFailure(errors, id);
  return { status: 204 };
}

function remove(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const id = param(request, 'id');
  const { success, errors } = request.session.delete(objectOf(request, context).name, id);
  if (!success) throw recordFailure(errors, id);
  return { status: 204 };
}
