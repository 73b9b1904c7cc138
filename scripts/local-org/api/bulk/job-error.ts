import { apiError, type ApiError } from '../http/api-error.ts';

/** Refusals of the `/jobs` resources. Their codes are written without underscores, unlike those of REST. */
export function invalidJob(message: string): ApiError {
  return apiError(400, 'INVALIDJOB', `InvalidJob : ${message}`);
}

export function invalidJobState(message: string): ApiError {
  return apiError(400, 'INVALIDJOBSTATE', message);
}

export function invalidEntity(object: string): ApiError {
  return apiError(400, 'INVALIDENTITY', `Entity '${object}' is not supported by the Bulk API.`);
}
