import { OrgError } from '../../../domain/org-error.ts';

/** A JSON object whose members are still to be looked at. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; throws OrgError `request` (UNEXPECTED_ANSWER) when it is something else. */
export function jsonRecord(value: unknown, purpose: string): JsonRecord {
  if (isJsonRecord(value)) return value;
  throw unexpectedAnswer(purpose, value);
}

/** The value as a list; throws OrgError `request` (UNEXPECTED_ANSWER) when it is something else. */
export function jsonList(value: unknown, purpose: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw unexpectedAnswer(purpose, value);
}

/** The value as a list of objects; throws OrgError `request` (UNEXPECTED_ANSWER) when it is something else. */
export function jsonRecords(value: unknown, purpose: string): readonly JsonRecord[] {
  return jsonList(value, purpose).map((each) => jsonRecord(each, purpose));
}

/** The text, or the empty one where it is something else. */
export function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The text, or null where it is missing, empty or something else. */
export function jsonTextOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function jsonNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** An answer that is not what the documentation promises: a proxy in between, or a version we do not know. */
export function unexpectedAnswer(purpose: string, answer: unknown): OrgError {
  const excerpt = answer === undefined ? 'nothing' : JSON.stringify(answer).slice(0, 200);
  return new OrgError(
    'request',
    'UNEXPECTED_ANSWER',
    `Could not ${purpose}: the answer is not what Salesforce's API sends (${excerpt}). Whoever runs the connector can check whether a proxy stands between it and Salesforce.`,
  );
}
