import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { problemOf } from '../problem.ts';

/** What ISVapp answers with: `{ data, success: true }`, or `{ error, success: false }` (docs/isvapp-api.md). */
export const success = <Data extends TSchema>(data: Data) =>
  Type.Object({ data, success: Type.Literal(true) });

export const FailureSchema = Type.Object(
  {
    error: Type.String({ description: 'What happened and what to do, for people' }),
    success: Type.Literal(false),
  },
  { description: "A refusal in ISVapp's form" },
);

export const failures = { '4xx': FailureSchema, '5xx': FailureSchema };

/** Has every refusal of these routes answered in ISVapp's form, addresses that are none included. */
export function answerInEnvelopes(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, detail } = problemOf(error);
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    sendFailure(reply, status, { error: detail });
  });
  app.setNotFoundHandler((request: FastifyRequest, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const error = `This connector has no ${request.method} ${path}. docs/isvapp-api.md says what it has of ISVapp's REST API.`;
    sendFailure(reply, 404, { error });
  });
}

/** Sent as text: the response schema of a route is that of its success. */
export function sendFailure(
  reply: FastifyReply,
  status: number,
  failure: { readonly error: string; readonly error_description?: string },
): void {
  void reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ ...failure, success: false });
}
