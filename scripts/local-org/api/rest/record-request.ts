import type { RecordInput } from '../../data/save-result.ts';
import type { SObjectRecord } from '../../soql/query-result.ts';
import { apiError } from '../http/api-error.ts';
import type { ResourceRequest } from '../http/resource.ts';

/** The record of the body. Throws JSON_PARSER_ERROR when there is none. */
export function bodyRecord({ body }: ResourceRequest): RecordInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw apiError(
      400,
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no entity body.',
    );
  }
  return body as RecordInput;
}

/** What the address already says must not be in the body as well. */
export function refuseField(field: string, record: RecordInput): void {
  const found = Object.keys(record).some((name) => name.toLowerCase() === field.toLowerCase());
  if (found) {
    throw apiError(
      400,
      'INVALID_FIELD',
      `The ${field} field should not be specified in the sobject data.`,
    );
  }
}

/** `?fields=Id,Name`, undefined for all. */
export function askedFields({ query }: ResourceRequest): readonly string[] | undefined {
  const fields = query.get('fields');
  if (fields === null) return undefined;
  return fields.split(',').map((field) => field.trim());
}

/** The record with the address of the API version asked for. */
export function inVersion(record: SObjectRecord, version: string): SObjectRecord {
  const { type, url } = record.attributes as { type: string; url: string };
  const attributes = { type, url: url.replace(/\/v\d+\.0\//, `/v${version}/`) };
  return { ...record, attributes };
}
