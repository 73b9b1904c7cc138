import type { SaveError } from '../../data/save-result.ts';
import { apiError, ApiError, type ErrorEntry } from '../http/api-error.ts';

const statuses: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
  NOT_FOUND: 404,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
};

/** The refusal of a single-record request whose record couldn't be saved. Everything not listed is a 400. */
export function saveFailure(errors: readonly SaveError[]): ApiError {
  return new ApiError(statuses[errors[0]?.statusCode ?? ''] ?? 400, errors.map(errorEntry));
}

/**
 * The same for a record the address names. Where Collections report an invalid cross reference, a single-record
 * address simply doesn't exist.
 */
export function recordFailure(errors: readonly SaveError[], id: string): ApiError {
  const [error] = errors;
  return error?.statusCode === 'INVALID_CROSS_REFERENCE_KEY' && error.fields.length === 0
    ? noSuchRecord(id)
    : saveFailure(errors);
}

export function noSuchRecord(idOrValue: string): ApiError {
  const message = `Provided external ID field does not exist or is not accessible: ${idOrValue}`;
  return apiError(404, 'NOT_FOUND', message);
}

/** REST says `errorCode` where Collections and Bulk say `statusCode`. */
function errorEntry({ statusCode, message, fields }: SaveError): ErrorEntry {
  return { message, errorCode: statusCode, fields };
}
