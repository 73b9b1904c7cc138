import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { admitted } from '../admission.ts';
import { baseUrl } from './base-url.ts';
import type { Method, Resource, ResourceRequest } from './resource.ts';

/** Puts resources on the network, each at its path below `/services/data/:version`. */
export function addResourceRoutes(app: FastifyInstance, resources: readonly Resource[]): void {
  for (const resource of resources) {
    app.route({
      method: resource.method,
      url: `/services/data/:version${resource.path === '/' ? '' : resource.path}`,
      config: { operation: resource.operation },
      handler: (request, reply) => answer(resource, request, reply),
    });
  }
}

async function answer(
  resource: Resource,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { status, body, headers } = resource.answer(resourceRequest(request));
  return reply
    .code(status)
    .headers(headers ?? {})
    .send(body);
}

function resourceRequest(request: FastifyRequest): ResourceRequest {
  const { session, version } = admitted(request);
  return {
    method: request.method as Method,
    version,
    baseUrl: baseUrl(request),
    params: request.params as Record<string, string>,
    query: new URL(request.url, 'http://localhost').searchParams,
    headers: request.headers as Record<string, string | undefined>,
    body: request.body,
    session,
    outerAllOrNone: false,
  };
}
