import type { ApiContext } from '../api-context.ts';
import { notFound } from '../http/api-error.ts';
import type { Resource, ResourceAnswer, ResourceRequest } from '../http/resource.ts';
import { unmet, validatorHeaders } from './conditional.ts';
import { objectOf } from './object-of.ts';

/** Describe Global, sObject Basic Information and sObject Describe. */
export function describeResources(context: ApiContext): readonly Resource[] {
  return [
    {
      method: 'GET',
      path: '/sobjects',
      operation: 'describe',
      answer: (request) => ifModified(request, context, () => describeGlobal(request)),
    },
    {
      method: 'GET',
      path: '/sobjects/:object',
      operation: 'describe',
      answer: (request) => basicInformation(request, context),
    },
    {
      method: 'GET',
      path: '/sobjects/:object/describe',
      operation: 'describe',
      answer: (request) => ifModified(request, context, () => describe(request, context)),
    },
  ];
}

/** Describes are only sent where the schema has changed since the client's copy. */
function ifModified(
  request: ResourceRequest,
  { schemaAge }: ApiContext,
  answer: () => ResourceAnswer,
): ResourceAnswer {
  const validators = { etag: null, modified: schemaAge.changed() };
  return unmet(request, validators) ?? { ...answer(), headers: validatorHeaders(validators) };
}

function describeGlobal({ session, version }: ResourceRequest): ResourceAnswer {
  const { encoding, maxBatchSize, sobjects } = session.describeGlobal();
  const withUrls = sobjects.map((object) => ({ ...object, urls: urls(object.name, version) }));
  return { status: 200, body: { encoding, maxBatchSize, sobjects: withUrls } };
}

function basicInformation(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const name = objectOf(request, context).name;
  const object = request.session.describeGlobal().sobjects.find((each) => each.name === name);
  if (object === undefined) throw notFound();
  const objectDescribe = { ...object, urls: urls(name, request.version) };
  return { status: 200, body: { objectDescribe, recentItems: [] } };
}

function describe(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const name = objectOf(request, context).name;
  const description = request.session.describe(name);
  return { status: 200, body: { ...description, urls: urls(name, request.version) } };
}

function urls(object: string, version: string): Record<string, string> {
  const sobject = `/services/data/v${version}/sobjects/${object}`;
  return { sobject, describe: `${sobject}/describe`, rowTemplate: `${sobject}/{ID}` };
}
