import type { FastifyRequest } from 'fastify';

const bearerPattern = /^Bearer +([\w-]{1,200})$/i;

/** What the bearer of a request shows; undefined where it shows nothing of the form. */
export function bearerToken({ headers }: FastifyRequest): string | undefined {
  return bearerPattern.exec(headers.authorization ?? '')?.[1];
}
