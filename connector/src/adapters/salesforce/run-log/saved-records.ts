import { OrgError } from '../../../domain/org-error.ts';
import { isJsonRecord, jsonList } from '../http/json-shape.ts';
import { faultsOf } from '../http/refusal.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import {
  compositeAnswers,
  queriesPerComposite,
  subBody,
  type SubRequest,
} from '../query/composite.ts';

/** Records of a sObject Collections request. */
export const recordsPerCollection = 200;

export type SObjectRecord = Readonly<Record<string, unknown>>;

/** Sub-requests that save the records, 200 in each. */
export function collectionRequests(
  method: 'POST' | 'PATCH',
  path: string,
  records: readonly SObjectRecord[],
): readonly SubRequest[] {
  const requests: SubRequest[] = [];
  for (let start = 0; start < records.length; start += recordsPerCollection) {
    const some = records.slice(start, start + recordsPerCollection);
    requests.push({ method, path, body: { allOrNone: false, records: some } });
  }
  return requests;
}

/** A record that was not saved, and why. */
export interface UnsavedRecord {
  readonly record: SObjectRecord;
  readonly reason: string;
}

/** The records among these that a collection's results name as not saved; results are in the order of the records. */
export function unsavedRecords(
  records: readonly SObjectRecord[],
  results: unknown,
  purpose: string,
): readonly UnsavedRecord[] {
  const each = jsonList(results, purpose);
  return records.flatMap((record, index) => {
    const result = each[index];
    if (isJsonRecord(result) && result.success === true) return [];
    const fault = isJsonRecord(result) ? faultsOf(result.errors)[0] : undefined;
    const reason = fault ? `${fault.code}: ${fault.message}` : 'no reason given';
    return [{ record, reason }];
  });
}

/** Saves the records, a thousand to a call, and returns those that were refused. */
export async function saveRecords(
  client: SalesforceClient,
  purpose: string,
  requests: readonly SubRequest[],
  { repeatable }: { readonly repeatable: boolean },
): Promise<readonly UnsavedRecord[]> {
  const unsaved: UnsavedRecord[] = [];
  for (let start = 0; start < requests.length; start += queriesPerComposite) {
    const some = requests.slice(start, start + queriesPerComposite);
    const answers = await compositeAnswers(client, purpose, some, { repeatable });
    for (const [index, answer] of answers.entries()) {
      const records = recordsOf(some[index]);
      unsaved.push(...unsavedRecords(records, subBody(answer, purpose), purpose));
    }
  }
  return unsaved;
}

export function recordsOf(request: SubRequest | undefined): readonly SObjectRecord[] {
  const records = isJsonRecord(request?.body) ? request.body.records : [];
  return Array.isArray(records) ? (records as readonly SObjectRecord[]) : [];
}

/** Says of records that were refused what one of them was refused for. */
export function refusedRecords(
  purpose: string,
  unsaved: readonly UnsavedRecord[],
  of: number,
): OrgError {
  return new OrgError(
    'permission',
    'RECORDS_REFUSED',
    `Could not ${purpose}: Salesforce refused ${unsaved.length} of ${of} records, the first with ${unsaved[0]?.reason ?? 'no reason given'}. A Salesforce administrator can assign the permission set IsvappConnector to the integration user, or look at rules on the object.`,
  );
}
