import type { FastifyReply, FastifyRequest } from 'fastify';

/** Documented limit of the URI alone (414) and of URI and headers together (431), api_rest/errorcodes.htm. */
const limitBytes = 16_384;

/** What Node must let through so that this org, not Node's parser, refuses what is too long. */
export const parserHeaderBytes = 4 * 1_048_576;

/**
 * Refuses over-long requests the way Salesforce's front end does: in HTML, before any API sees them. A client
 * that parses every answer as JSON fails here, as it would in an org.
 */
export async function refuseLongUri(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const uriBytes = Buffer.byteLength(request.raw.url ?? '');
  if (uriBytes > limitBytes) return sendHtml(reply, 414, 'URI Too Long');
  if (uriBytes + headerBytes(request) > limitBytes) {
    return sendHtml(reply, 431, 'Request Header Fields Too Large');
  }
}

async function sendHtml(reply: FastifyReply, status: number, reason: string): Promise<void> {
  await reply
    .code(status)
    .type('text/html;charset=iso-8859-1')
    .send(`<h1>Bad Message ${status}</h1><pre>reason: ${reason}</pre>`);
}

function headerBytes(request: FastifyRequest): number {
  return request.raw.rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0);
}
