import { isJsonRecord, jsonRecord, jsonText, type JsonRecord } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { compositeAnswers, subBody } from '../query/composite.ts';
import { requestColumns, requestInputs, requestObject } from './request-record.ts';

const purpose = `describe ${requestObject}`;

/**
 * What the integration user may not do with requests for App Analytics files: `AppAnalyticsQueryRequest: create`. That
 * it sees those of others (View All) is in no description.
 *
 * @throws OrgError where it can't be asked
 */
export async function missingRequestAccess(client: SalesforceClient): Promise<readonly string[]> {
  const describe = { method: 'GET', path: `/sobjects/${requestObject}/describe` } as const;
  const [answer] = await compositeAnswers(client, purpose, [describe], { repeatable: true });
  // An object the user does not see is answered as one that does not exist.
  if (!answer || answer.status === 404)
    return [`${requestObject}: read`, `${requestObject}: create`];
  const { createable, fields } = jsonRecord(subBody(answer, purpose), purpose);
  return [
    ...(createable === true ? [] : [`${requestObject}: create`]),
    ...missingFields(Array.isArray(fields) ? fields.filter(isJsonRecord) : []),
  ];
}

function missingFields(described: readonly JsonRecord[]): readonly string[] {
  const seen = new Map(described.map((field) => [jsonText(field.name), field]));
  const hidden = new Set<string>(requestColumns.filter((name) => !seen.has(name)));
  const closed = requestInputs.filter(
    (name) => !hidden.has(name) && seen.get(name)?.createable !== true,
  );
  return [
    ...[...hidden].map((name) => `${requestObject}.${name}: read`),
    ...closed.map((name) => `${requestObject}.${name}: edit`),
  ];
}
