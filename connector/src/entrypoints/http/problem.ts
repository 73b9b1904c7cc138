import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { OrgError, type OrgErrorKind } from '../../domain/org-error.ts';
import { StoreAway } from '../../domain/store-away.ts';
import { UsageBusy } from '../../domain/usage-busy.ts';

/** A refusal as RFC 9457 has it. `detail` is shown to people. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/** Thrown by a route that refuses. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.name = 'ProblemError';
    this.problem = { title, status, detail };
  }
}

/** The queue lets one run of an organization wait. */
export function anotherRunWaits(): ProblemError {
  return new ProblemError(
    409,
    'Another run waits',
    'Another run of the organization waits already. Try again when it has begun.',
  );
}

/** What an organization that did not answer means for who asked. */
const statusOfOrgError: Record<OrgErrorKind, number> = {
  connection: 502,
  permission: 502,
  incomplete: 502,
  request: 502,
  quota: 503,
  transient: 503,
};

/** Answers an error as a problem document. What the connector did not expect is logged, and not told in its words. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error({ err: error }, 'a request failed');
  sendProblem(reply, problem);
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  // Sent as text: the response schema of a route is that of its success.
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

/** What an error means for who asked, in words that tell nothing but that. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof OrgError)
    return {
      title: 'The organization did not answer as needed',
      status: statusOfOrgError[error.kind],
      detail: error.message,
    };
  if (error instanceof UsageBusy)
    return { title: 'Usage is being counted', status: 503, detail: error.message };
  if (error instanceof StoreAway) return storeAway;
  return refusalOfFramework(error) ?? unexpected;
}

const storeAway: Problem = {
  title: 'The database does not answer',
  status: 503,
  detail:
    'The database of the connector does not answer, or its disk is full. Try again later; whoever runs the connector finds the reason in its log.',
};

const unexpected: Problem = {
  title: 'The connector failed',
  status: 500,
  detail: 'The connector failed. Whoever runs it finds the reason in its log.',
};

/** Bodies that are no JSON, too large or of another type, and what a schema does not allow. */
function refusalOfFramework(error: unknown): Problem | undefined {
  if (!isFastifyError(error)) return undefined;
  const { statusCode: status = 500, message } = error;
  if (status < 400 || status >= 500) return undefined;
  return {
    title: STATUS_CODES[status] ?? 'Refused',
    status,
    detail: /[.!?]$/.test(message) ? message : `${message}.`,
  };
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}
