import type { ApiContext } from '../api-context.ts';
import { apiError, asApiError, type ErrorEntry } from '../http/api-error.ts';
import { failureAnswer } from '../http/failure-answer.ts';
import { findResource } from '../http/resource-table.ts';
import { versionOfSegment } from '../http/api-version.ts';
import type { Resource, ResourceAnswer, ResourceRequest } from '../http/resource.ts';
import { observedSubRequest } from '../request-observer.ts';
import { compositeBody, type SubRequest } from './composite-body.ts';
import { UnresolvedReference, withReferences, type Results } from './references.ts';

/** Answer of one sub-request. */
interface SubAnswer {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

const halted: ErrorEntry = {
  errorCode: 'PROCESSING_HALTED',
  message:
    'The transaction was rolled back since another operation in the same transaction failed.',
};

/** `POST /composite`: sub-requests in order, one API call in all. `resources` is what they may address. */
export function compositeResource(context: ApiContext, resources: readonly Resource[]): Resource {
  return {
    method: 'POST',
    path: '/composite',
    operation: 'composite',
    answer: (request) => {
      const { allOrNone, subRequests } = compositeBody(request.body);
      const run = () => answers(subRequests, { request, context, resources, allOrNone });
      const compositeResponse = allOrNone ? allOrNothing(run, context) : run();
      return { status: 200, body: { compositeResponse } };
    },
  };
}

/** Undoes the transaction and carries out what the sub-requests had answered. */
class Halted extends Error {
  readonly answers: readonly SubAnswer[];

  constructor(answers: readonly SubAnswer[]) {
    super('Rolled back: a subrequest failed.');
    this.answers = answers;
  }
}

function allOrNothing(run: () => readonly SubAnswer[], { org }: ApiContext): readonly SubAnswer[] {
  try {
    return org.transaction(() => {
      const found = run();
      if (found.some(isFailure)) throw new Halted(found);
      return found;
    });
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
    return error.answers.map((answer) =>
      isFailure(answer)
        ? answer
        : { ...answer, body: [halted], httpHeaders: {}, httpStatusCode: 400 },
    );
  }
}

/** With allOrNone a collection that rolled back fails the whole, although its own status is 200. */
function isFailure({ httpStatusCode, body }: SubAnswer): boolean {
  if (httpStatusCode >= 300) return true;
  return Array.isArray(body) && body.some((row: unknown) => isFailedRow(row));
}

function isFailedRow(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'success' in row && row.success === false;
}

interface Run {
  readonly request: ResourceRequest;
  readonly context: ApiContext;
  readonly resources: readonly Resource[];
  readonly allOrNone: boolean;
}

function answers(subRequests: readonly SubRequest[], run: Run): readonly SubAnswer[] {
  const results = new Map<string, unknown>();
  const found: SubAnswer[] = [];
  for (const subRequest of subRequests) {
    const answer =
      run.allOrNone && found.some(isFailure)
        ? subAnswer(subRequest, { status: 400, body: [halted] })
        : subAnswer(subRequest, resourceAnswer(subRequest, results, run));
    if (answer.httpStatusCode < 300) results.set(subRequest.referenceId, answer.body);
    found.push(answer);
  }
  return found;
}

function resourceAnswer(subRequest: SubRequest, results: Results, run: Run): ResourceAnswer {
  try {
    return addressed(withReferences(subRequest, results), run);
  } catch (error) {
    return refusal(error, run.context);
  }
}

function addressed(
  subRequest: SubRequest,
  { request, context, resources, allOrNone }: Run,
): ResourceAnswer {
  const url = new URL(subRequest.url, 'http://localhost');
  const [, version = '', path = ''] =
    /^\/+services\/+data\/+(v[^/]+)(.*)$/.exec(url.pathname) ?? [];
  const { resource, params } = findResource(resources, subRequest.method, path);
  const addressee: ResourceRequest = {
    ...request,
    method: subRequest.method,
    version: versionOfSegment(version),
    params,
    query: url.searchParams,
    headers: subRequest.httpHeaders,
    body: subRequest.body,
    outerAllOrNone: allOrNone,
  };
  const observed = observedSubRequest(addressee, resource, subRequest.url, context);
  for (const effect of context.faults.plan.effectsOn(observed)) {
    if (effect.kind === 'fail') return failureAnswer(effect.failure);
  }
  return resource.answer(addressee);
}

function refusal(error: unknown, { reportDefect }: ApiContext): ResourceAnswer {
  if (error instanceof UnresolvedReference) {
    const { status, entries } = apiError(400, 'PROCESSING_HALTED', error.message);
    return { status, body: entries };
  }
  const { status, entries } = asApiError(error);
  if (status === 500) reportDefect(error);
  return { status, body: entries };
}

/** A body that isn't there is null here, also for 204. */
function subAnswer(
  { referenceId }: SubRequest,
  { status, body, headers }: ResourceAnswer,
): SubAnswer {
  return { body: body ?? null, httpHeaders: headers ?? {}, httpStatusCode: status, referenceId };
}
