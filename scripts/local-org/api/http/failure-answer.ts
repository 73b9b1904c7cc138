import type { Failure } from '../../faults/fault-plan.ts';
import type { ResourceAnswer } from './resource.ts';

/** A planned failure in the shape of the REST API. */
export function failureAnswer(failure: Failure): ResourceAnswer {
  const {
    status,
    errorCode = 'UNKNOWN_EXCEPTION',
    message = 'An unexpected error occurred.',
  } = failure;
  const { fields, body, headers } = failure;
  const entry = fields === undefined ? { message, errorCode } : { message, errorCode, fields };
  return { status, body: body ?? [entry], ...(headers && { headers }) };
}

/** A planned failure in the shape of the token endpoint. */
export function tokenFailureAnswer(failure: Failure): ResourceAnswer {
  const { status, errorCode = 'invalid_grant', message = 'authentication failure' } = failure;
  const { body, headers } = failure;
  return {
    status,
    body: body ?? { error: errorCode, error_description: message },
    ...(headers && { headers }),
  };
}
