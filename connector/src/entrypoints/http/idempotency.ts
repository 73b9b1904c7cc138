import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type {
  IdempotentRequest,
  IdempotentRequests,
  StoredAnswer,
} from '../../ports/idempotency.ts';
import { keyOfBearer } from './authentication.ts';
import { ProblemError } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether its answer holds a secret that is kept nowhere: then it can't be given again. */
    answersSecret?: true;
  }
}

const begun = new WeakMap<FastifyRequest, IdempotentRequest>();
const replayed = new WeakSet<FastifyRequest>();
const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** Whether the answer of the request is one that was given before. */
export function isReplay(request: FastifyRequest): boolean {
  return replayed.has(request);
}

/**
 * Carries out POSTs with the same `Idempotency-Key` once: a later one gets the answer of the first. A request that was
 * refused or failed has changed nothing, so it is not remembered and can be sent again.
 */
export function answerRepeats(app: FastifyInstance, requests: IdempotentRequests): void {
  app.addHook('preHandler', async (request, reply) => {
    const wanted = idempotentRequest(request);
    if (!wanted) return;
    const known = await requests.begin(wanted);
    if (known === 'begun') {
      begun.set(request, wanted);
      return;
    }
    if (known === 'different') throw otherRequest();
    if (known === 'under-way') throw underWay();
    await replay(known, request, reply);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const wanted = begun.get(request);
    if (!wanted) return payload;
    begun.delete(request);
    if (reply.statusCode >= 400) await requests.forget(wanted);
    else
      await requests.end(wanted, {
        status: reply.statusCode,
        contentType: String(reply.getHeader('content-type') ?? ''),
        body: typeof payload === 'string' ? payload : '',
      });
    return payload;
  });
}

function idempotentRequest(request: FastifyRequest): IdempotentRequest | undefined {
  const { 'idempotency-key': key } = request.headers;
  const bearer = keyOfBearer(request);
  if (request.method !== 'POST' || key === undefined || !bearer) return undefined;
  if (typeof key !== 'string' || !keyPattern.test(key))
    throw new ProblemError(
      400,
      'The Idempotency-Key can not be used',
      'Idempotency-Key has 1 to 255 visible ASCII characters, such as a UUID, and is sent once.',
    );
  if (request.routeOptions.config.answersSecret)
    throw new ProblemError(
      400,
      'The answer can not be repeated',
      'The answer holds a secret that the connector does not keep, so it can be given once. Send the request without an Idempotency-Key; what was issued in vain can be revoked.',
    );
  const asked = JSON.stringify([request.url, request.body ?? null]);
  const fingerprint = createHash('sha256').update(asked).digest('base64');
  return { bearer: bearer.id, key, fingerprint };
}

async function replay(
  { status, contentType, body }: StoredAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  replayed.add(request);
  if (contentType) void reply.header('content-type', contentType);
  await reply
    .code(status)
    .header('idempotency-replayed', 'true')
    // It is text already.
    .serializer((text: unknown) => String(text))
    .send(body);
}

function otherRequest(): ProblemError {
  return new ProblemError(
    422,
    'The Idempotency-Key is taken',
    'Another request was sent with this Idempotency-Key in the last 24 hours. A new request needs a new key.',
  );
}

function underWay(): ProblemError {
  return new ProblemError(
    409,
    'The request is under way',
    'A request with this Idempotency-Key is being carried out. Ask again in a moment for its answer.',
  );
}
