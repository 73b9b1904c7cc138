import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { ApiContext } from '../api-context.ts';
import { baseUrl } from '../http/base-url.ts';

/** What the storage behind a presigned address answers once the address is too old. */
const expired =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';

/**
 * Download addresses of App Analytics. Like the presigned ones of an org they need no token and live outside of the
 * API: no call is counted.
 */
export function addDownloadRoute(app: FastifyInstance, { analytics }: ApiContext): void {
  app.get('/app-analytics/:key', async (request, reply) => {
    await analytics.advance(baseUrl(request));
    const file = analytics.file((request.params as { key: string }).key);
    if (file === undefined) return reply.code(403).type('application/xml').send(expired);
    return reply.type(file.contentType).send(createReadStream(file.path));
  });
}
