import type { Failure } from '../../faults/fault-plan.ts';
import { DeployFailure } from '../../schema/deploy/deploy-failure.ts';
import { asApiError } from '../http/api-error.ts';
import type { ResourceAnswer } from '../http/resource.ts';
import { asyncXml } from './async-format.ts';

/** A refusal of Bulk API: a code of its own family and a text (api_asynch, asynch_api_reference_errors). */
export class AsyncError extends Error {
  readonly code: string;
  /** Everything the client got wrong is a 400, an expired session included. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AsyncError';
    this.code = code;
    this.status = status;
  }
}

/** What REST and Bulk API 2.0 call it, and what Bulk API does. */
const codes: Readonly<Record<string, string>> = {
  INVALIDJOB: 'InvalidJob',
  INVALIDENTITY: 'InvalidEntity',
  INVALID_SESSION_ID: 'InvalidSessionId',
  REQUEST_LIMIT_EXCEEDED: 'ExceededQuota',
  NOT_FOUND: 'InvalidUrl',
  METHOD_NOT_ALLOWED: 'InvalidUrl',
  REQUEST_ENTITY_TOO_LARGE: 'ClientInputError',
  JSON_PARSER_ERROR: 'ClientInputError',
};

/** The refusal behind anything thrown. What isn't one is a defect: `Unknown`, with status 500. */
export function asAsyncError(error: unknown): AsyncError {
  if (error instanceof AsyncError) return error;
  if (error instanceof DeployFailure) return new AsyncError('InvalidXML', error.message);
  const { status, entries } = asApiError(error);
  const { errorCode = '', message = '' } = entries[0] ?? {};
  const code = codes[errorCode];
  if (code !== undefined) return new AsyncError(code, message.replace(/^InvalidJob : /, ''));
  return status >= 500
    ? new AsyncError('Unknown', message, 500)
    : new AsyncError('ClientInputError', message);
}

/** The body of a refusal, as members of `error`. */
export function errorMembers({ code, message }: AsyncError): Readonly<Record<string, string>> {
  return { exceptionCode: code, exceptionMessage: message };
}

/** A planned failure in the shape of Bulk API. */
export function asyncFailureAnswer(failure: Failure): ResourceAnswer {
  const { status, errorCode = 'Unknown', message = 'An unexpected error occurred.' } = failure;
  const { headers, body = asyncXml('error', errorMembers(new AsyncError(errorCode, message))) } =
    failure;
  return { status, body, ...(headers && { headers }) };
}
