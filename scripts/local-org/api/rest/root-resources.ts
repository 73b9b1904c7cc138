import type { ApiContext } from '../api-context.ts';
import type { Resource, ResourceAnswer, ResourceRequest } from '../http/resource.ts';
import { limits } from '../limits/limits.ts';

/** Addresses below a version that this org has. */
const resources = [
  'sobjects',
  'query',
  'queryAll',
  'limits',
  'composite',
  'jobs',
  'metadata',
  'tooling',
] as const;

export function rootResources(context: ApiContext): readonly Resource[] {
  return [
    {
      method: 'GET',
      path: '/',
      operation: 'versions',
      answer: (request) => root(request, context),
    },
    {
      method: 'GET',
      path: '/limits',
      operation: 'limits',
      answer: () => ({ status: 200, body: limits(context) }),
    },
  ];
}

function root({ version, baseUrl, session }: ResourceRequest, { org }: ApiContext): ResourceAnswer {
  const addresses = resources.map((name) => [name, `/services/data/v${version}/${name}`] as const);
  const identity = `${baseUrl}/id/${org.organizationId}/${session.userId}`;
  return { status: 200, body: { ...Object.fromEntries(addresses), identity } };
}
