import type { FastifyRequest } from 'fastify';

/** Scheme, host and port the client used, which is the address of "its" org: `http://127.0.0.1:7070`. */
export function baseUrl(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
