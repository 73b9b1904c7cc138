import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Effect, Failure } from '../faults/fault-plan.ts';
import type { Operation } from '../faults/observed-request.ts';
import { admit, isApiCall, isDataRequest } from './admission.ts';
import type { ApiContext } from './api-context.ts';
import { asyncFailureAnswer } from './bulk-v1/async-error.ts';
import { baseUrl } from './http/base-url.ts';
import { packAnswer, unpackRequest } from './http/compression.ts';
import { failureAnswer, tokenFailureAnswer } from './http/failure-answer.ts';
import { refuseLongUri } from './http/uri-limit.ts';
import { soapFailureAnswer } from './soap/soap-envelope.ts';
import { observedRequest } from './request-observer.ts';

/**
 * What every request goes through, in this order: length of the address, unpacking, admission and counting,
 * faults, the route, usage header, packing, and the faults that break an answer off.
 */
export function addLifecycle(app: FastifyInstance, context: ApiContext): void {
  app.decorateRequest('admission', null);
  app.decorateRequest('dropMoment', null);
  app.addHook('onRequest', refuseLongUri);
  app.addHook('preParsing', unpackRequest);
  app.addHook('preHandler', async (request, reply) => {
    if (isApiCall(request)) {
      await context.analytics.advance(baseUrl(request));
      request.admission = admit(request, context);
      reply.raw.once('close', context.longCalls.begin());
    }
    for (const effect of context.faults.plan.effectsOn(observedRequest(request, context))) {
      await applyEffect(effect, request, reply);
    }
  });
  app.addHook('onSend', async (request, reply, payload) => {
    finishCall(request, reply, context);
    const packed = await packAnswer(request, reply, payload);
    return brokenOff(packed, request, reply);
  });
}

async function applyEffect(
  effect: Effect,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  switch (effect.kind) {
    case 'delay':
      await delay(effect.delayMs);
      return;
    case 'hold':
      await effect.released;
      return;
    case 'fail':
      await sendFailure(effect.failure, request, reply);
      return;
    case 'drop':
      request.dropMoment = effect.moment;
      if (effect.moment === 'before') {
        reply.hijack();
        request.raw.socket.destroy();
      }
      return;
  }
}

async function sendFailure(
  failure: Failure,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { operation = 'other' } = request.routeOptions.config;
  const { answer, type } = failureForms[operation] ?? restForm;
  const { status, body, headers = {} } = answer(failure);
  const contentType = failure.contentType ?? type;
  if (contentType !== undefined) reply.type(contentType);
  await reply
    .code(status)
    .headers({ ...headers })
    .send(body);
}

interface FailureForm {
  readonly answer: typeof failureAnswer;
  readonly type?: string;
}

const restForm: FailureForm = { answer: failureAnswer };

/** Operations whose errors don't look like those of REST. */
const failureForms: Readonly<Partial<Record<Operation, FailureForm>>> = {
  token: { answer: tokenFailureAnswer },
  soap: { answer: soapFailureAnswer, type: 'text/xml; charset=UTF-8' },
  bulkV1: { answer: asyncFailureAnswer, type: 'application/xml;charset=UTF-8' },
};

function finishCall(request: FastifyRequest, reply: FastifyReply, { usage }: ApiContext): void {
  if (!isApiCall(request)) return;
  if (request.admission !== null && request.dropMoment === null)
    request.admission.call.status = reply.statusCode;
  // A header of REST, not of Bulk API.
  if (!isDataRequest(request)) return;
  reply.header('Sforce-Limit-Info', `api-usage=${usage.used}/${usage.limit}`);
}

/** The answer as it is, cut in half, or not at all, as a fault wants it. */
async function brokenOff(
  payload: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (request.dropMoment === null) return payload;
  const { socket } = request.raw;
  if (request.dropMoment === 'after') {
    socket.destroy();
    return payload;
  }
  const bytes = await bytesOf(payload);
  reply.header('content-length', bytes.length);
  return Readable.from(halfThenNothing(bytes, () => socket.destroy()));
}

async function bytesOf(payload: unknown): Promise<Buffer> {
  if (!(payload instanceof Readable)) return Buffer.from((payload ?? '') as string | Buffer);
  const pieces: Buffer[] = [];
  for await (const piece of payload) pieces.push(Buffer.from(piece as Buffer));
  return Buffer.concat(pieces);
}

async function* halfThenNothing(bytes: Buffer, breakOff: () => void): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, Math.floor(bytes.length / 2));
  // Long enough for the first half to leave the machine's buffers.
  await delay(50);
  breakOff();
}
