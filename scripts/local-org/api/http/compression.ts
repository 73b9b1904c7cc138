import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { createGunzip, createGzip, gzipSync } from 'node:zlib';
import { apiError } from './api-error.ts';

/** Below this, headers of a compressed answer outweigh what is saved. */
const smallestBytes = 1_024;

/** Unpacks a gzipped request body; REST documents it for requests, and it harms nobody for CSV. */
export async function unpackRequest(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: Readable,
): Promise<Readable> {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return Promise.resolve(payload);
  if (encoding !== 'gzip') {
    throw apiError(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Encoding ${encoding} is not supported`);
  }
  const unpacked = createGunzip();
  payload.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  // Fastify compares the declared length with what it received: that is the packed stream.
  let received = 0;
  payload.on('data', (chunk: Buffer) => {
    received += chunk.length;
  });
  Object.defineProperty(unpacked, 'receivedEncodedLength', { get: () => received });
  return Promise.resolve(unpacked);
}

/** Packs the answer where the client accepts gzip, as Salesforce does for REST and Bulk. */
export async function packAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (!acceptsGzip(request) || reply.hasHeader('content-encoding')) return Promise.resolve(payload);
  if (payload instanceof Readable) {
    markPacked(reply);
    const packed = createGzip();
    payload.on('error', (error) => packed.destroy(error)).pipe(packed);
    return Promise.resolve(packed);
  }
  const bytes = bodyBytes(payload);
  if (bytes === null || bytes.length < smallestBytes) return Promise.resolve(payload);
  markPacked(reply);
  return Promise.resolve(gzipSync(bytes, { level: 1 }));
}

function acceptsGzip(request: FastifyRequest): boolean {
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
}

function bodyBytes(payload: unknown): Buffer | null {
  if (typeof payload === 'string') return Buffer.from(payload);
  return Buffer.isBuffer(payload) ? payload : null;
}

function markPacked(reply: FastifyReply): void {
  reply.header('content-encoding', 'gzip');
  reply.removeHeader('content-length');
}
