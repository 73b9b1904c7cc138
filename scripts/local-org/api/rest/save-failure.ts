import type { SaveError } from '../../data/save-result.ts';
import { ApiError, type ErrorEntry } from '../http/api-error.ts';

const statuses: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
  NOT_FOUND: 404,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
};

/** The refusal of a single-record request whose record couldn't be saved. Everything not listed is a 400. */
export function saveFailure(errors: readonly SaveError[]): ApiError {
  return new ApiError(statuses[errors[0]?.statusCode ?? ''] ?? 400, errors.map(errorEntry));
}

/** REST says `errorCode` where Collections and Bulk say `statusCode`. */
function errorEntry({ statusCode, message, fields }: SaveError): ErrorEntry {
  return { message, errorCode: statusCode, fields };
}
