import { jsonText } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { firstPage } from '../query/rest-query.ts';
import type { PackageNames } from '../setup/package-names.ts';
import { recordsPerCollection, refusedRecords, unsavedRecords } from './saved-records.ts';

const purpose = 'delete old runs from the log (SyncRun__c)';

/**
 * Deletes up to 200 runs that are older, the oldest first, and their entries with them. One call where there are
 * none, two otherwise: what is left is for the next run.
 */
export async function prunedRuns(
  client: SalesforceClient,
  names: PackageNames,
  before: Date,
): Promise<void> {
  const started = names('StartedAt__c');
  const limit = before.toISOString();
  // A run that was requested and never started has no start.
  const soql =
    `SELECT Id FROM ${names('SyncRun__c')} WHERE ${started} < ${limit}` +
    ` OR (${started} = null AND CreatedDate < ${limit}) ORDER BY CreatedDate LIMIT ${recordsPerCollection}`;
  const { records } = await firstPage(client, { soql, purpose });
  if (records.length === 0) return;
  const ids = records.map((record) => jsonText(record.Id));
  const results = await client.json({
    purpose,
    method: 'DELETE',
    path: '/composite/sobjects',
    query: { ids: ids.join(','), allOrNone: 'false' },
    // A record that a lost request deleted is then refused as deleted; the next run finds it gone.
    repeatable: false,
  });
  const unsaved = unsavedRecords(
    ids.map((Id) => ({ Id })),
    results,
    purpose,
  ).filter(({ reason }) => !reason.startsWith('ENTITY_IS_DELETED'));
  if (unsaved.length > 0) throw refusedRecords(purpose, unsaved, ids.length);
}
