import { OrgError } from '../../../domain/org-error.ts';
import { jsonBody } from '../http/api-request.ts';
import { jsonNumber, jsonRecord, jsonRecords, jsonText } from '../http/json-shape.ts';
import { faultsOf, orgErrorOf } from '../http/refusal.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';

/** One request inside a Composite call. */
export interface SubRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/services/data/vXX.X`, query string included. */
  readonly path: string;
  readonly body?: unknown;
}

/** The answer to a sub-request; one that failed does not make the others fail. */
export interface SubAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Most queries and collections a Composite call may hold; other sub-requests count to 25 (resources_composite_composite_post.htm). */
export const queriesPerComposite = 5;

/**
 * Sends the sub-requests as one call, which is also what counts towards the allowance; answers in the same order.
 *
 * @throws OrgError when the call failed as a whole
 */
export async function compositeAnswers(
  client: SalesforceClient,
  purpose: string,
  subRequests: readonly SubRequest[],
  { repeatable }: { readonly repeatable: boolean },
): Promise<readonly SubAnswer[]> {
  const compositeRequest = subRequests.map(({ method, path, body }, index) => ({
    method,
    url: client.apiPath + path,
    referenceId: `r${index}`,
    ...(body !== undefined && { body }),
  }));
  const answer = await client.json({
    purpose,
    method: 'POST',
    path: '/composite',
    body: jsonBody({ allOrNone: false, compositeRequest }),
    repeatable,
  });
  const answers = jsonRecords(jsonRecord(answer, purpose).compositeResponse, purpose);
  const byReference = new Map(answers.map((each) => [jsonText(each.referenceId), each]));
  return subRequests.map((_, index) => {
    const own = byReference.get(`r${index}`);
    if (!own) throw missingAnswer(purpose, subRequests.length, answers.length);
    return { status: jsonNumber(own.httpStatusCode) ?? 0, body: own.body };
  });
}

/** The body of a sub-request that worked; throws the OrgError of one that did not. */
export function subBody(answer: SubAnswer, purpose: string): unknown {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  const fault = faultsOf(answer.body)[0] ?? {
    code: `HTTP_${answer.status}`,
    message: JSON.stringify(answer.body),
    fields: [],
  };
  throw orgErrorOf(fault, answer.status, purpose);
}

function missingAnswer(purpose: string, asked: number, answered: number): OrgError {
  return new OrgError(
    'incomplete',
    'ANSWERS_MISSING',
    `Could not ${purpose}: Salesforce answered ${answered} of ${asked} parts of the request. The next run tries again.`,
  );
}
