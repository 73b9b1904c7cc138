import { SalesforceError } from '../../schema/salesforce-error.ts';

/** One entry of the array Salesforce answers a refused request with. */
export interface ErrorEntry {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

/** A refused request: HTTP status and body `[{ message, errorCode, fields? }]` (api_rest/errorcodes.htm). */
export class ApiError extends Error {
  readonly status: number;
  readonly entries: readonly ErrorEntry[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    entries: ErrorEntry | readonly ErrorEntry[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    const list: readonly ErrorEntry[] = entries instanceof Array ? entries : [entries];
    super(list.map((entry) => `${entry.errorCode}: ${entry.message}`).join('; '));
    this.name = 'ApiError';
    this.status = status;
    this.entries = list;
    this.headers = headers;
  }
}

export function apiError(status: number, errorCode: string, message: string): ApiError {
  return new ApiError(status, { message, errorCode });
}

/** What Salesforce says about an address, an object or a record it doesn't have. */
export function notFound(): ApiError {
  return apiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** What Salesforce says about a token that is unknown, revoked or too old. */
export function invalidSession(): ApiError {
  return apiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

/**
 * The refusal behind anything thrown by the org's core or a library. What isn't a refusal is a defect or an
 * unsupported request: Salesforce's UNKNOWN_EXCEPTION with status 500, and the reason kept in the text, because
 * whoever reads it sits next to this org.
 */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof SalesforceError) {
    const { message, statusCode: errorCode, fields } = error;
    const entry = fields.length === 0 ? { message, errorCode } : { message, errorCode, fields };
    return new ApiError(error.httpStatus, entry);
  }
  return frameworkRefusal(error) ?? unexpected(error);
}

const frameworkRefusals: Readonly<Record<string, (message: string) => ApiError>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    apiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Content type of the request is not supported'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: (message) => apiError(400, 'INVALID_INPUT', message),
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    apiError(
      413,
      'REQUEST_ENTITY_TOO_LARGE',
      'The request body is larger than this resource takes',
    ),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () =>
    apiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The request is not multipart/form-data'),
};

function frameworkRefusal(error: unknown): ApiError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return frameworkRefusals[String(error.code)]?.(error.message);
}

function unexpected(error: unknown): ApiError {
  const reason = error instanceof Error ? error.message : String(error);
  return apiError(
    500,
    'UNKNOWN_EXCEPTION',
    `An unexpected error occurred in the local org: ${reason}`,
  );
}
