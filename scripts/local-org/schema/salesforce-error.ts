/**
 * A request the org refuses as a whole: bad SOQL, unknown object, no access, record not found.
 * What goes wrong with one record of a write is a `SaveError` in its `SaveResult` instead.
 * `statusCode` is Salesforce's error code (INVALID_FIELD, MALFORMED_QUERY, NOT_FOUND …), `httpStatus`
 * what the REST API answers with (documented list: api_rest/errorcodes.htm).
 */
export class SalesforceError extends Error {
  readonly statusCode: string;
  readonly httpStatus: number;
  readonly fields: readonly string[];

  constructor(
    statusCode: string,
    message: string,
    details: { httpStatus?: number; fields?: readonly string[] } = {},
  ) {
    super(message);
    this.name = 'SalesforceError';
    this.statusCode = statusCode;
    this.httpStatus = details.httpStatus ?? httpStatusOf(statusCode);
    this.fields = details.fields ?? [];
  }
}

const httpStatuses: Readonly<Record<string, number>> = {
  INVALID_SESSION_ID: 401,
  INSUFFICIENT_ACCESS: 403,
  REQUEST_LIMIT_EXCEEDED: 403,
  NOT_FOUND: 404,
  ENTITY_IS_DELETED: 404,
};

function httpStatusOf(statusCode: string): number {
  return httpStatuses[statusCode] ?? 400;
}
