import { OrgError } from '../../../domain/org-error.ts';
import type { RunResult } from '../../../domain/run.ts';
import type { RunLog } from '../../../ports/run-log.ts';
import { jsonBody } from '../http/api-request.ts';
import { jsonRecord, jsonText } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { compositeAnswers, subBody, type SubRequest } from '../query/composite.ts';
import { firstPage } from '../query/rest-query.ts';
import { idList } from '../query/soql.ts';
import type { FactsKeeper } from '../setup/org-facts.ts';
import type { PackageNames } from '../setup/package-names.ts';
import { publishedCatalogue } from './catalogue.ts';
import { boundedEntries, entryRecord, withoutAccount } from './entry-record.ts';
import { progressPace, type ProgressPace } from './progress-pace.ts';
import { prunedRuns } from './prune-runs.ts';
import { closingFields, openingFields, progressFields, type RunFields } from './run-record.ts';
import {
  collectionRequests,
  recordsOf,
  refusedRecords,
  saveRecords,
  unsavedRecords,
  type UnsavedRecord,
} from './saved-records.ts';

interface OpenRun {
  readonly runKey: string;
  /** Of the `SyncRun__c` record. */
  readonly recordId: string;
  readonly pace: ProgressPace;
  /** Somebody carried it out before, and may have written its entries. */
  readonly isTakenOver: boolean;
}

/** The log inside the organization, for one run at a time. */
export function runLog(client: SalesforceClient, facts: FactsKeeper): RunLog {
  let open: OpenRun | undefined;

  const upserted = async (runKey: string, fields: RunFields, purpose: string): Promise<string> =>
    upsertRun(client, (await facts.known()).names, { runKey, fields, purpose });

  return {
    openRun: async (request, startedAt, isTakenOver = false) => {
      const { names } = await facts.known();
      const fields = openingFields(request, startedAt, names);
      const recordId = await upserted(request.runKey, fields, 'open the run in the log');
      open = { runKey: request.runKey, recordId, pace: progressPace(startedAt), isTakenOver };
    },

    reportProgress: async (phase, percent, isLong = false) => {
      const now = client.clock.now();
      if (!open?.pace.isDue(now, phase, isLong)) return;
      const { names } = await facts.known();
      const fields = progressFields(phase, percent, now, names);
      await upserted(open.runKey, fields, 'report the progress of the run');
    },

    closeRun: async (result) => {
      const { names } = await facts.known();
      const recordId =
        open?.runKey === result.runKey
          ? open.recordId
          : await upserted(result.runKey, closingFields(result, names), 'close the run in the log');
      const mayHaveEntries = open?.isTakenOver === true;
      open = undefined;
      await closeWithEntries(client, names, { recordId, mayHaveEntries }, result);
    },

    publishCatalogue: async (metrics) =>
      publishedCatalogue(client, (await facts.known()).names, metrics),

    pruneRuns: async (before) => prunedRuns(client, (await facts.known()).names, before),
  };
}

interface RunUpsert {
  readonly runKey: string;
  readonly fields: RunFields;
  readonly purpose: string;
}

/** Creates the record of the run, or takes over the one with this key, and returns its id. */
async function upsertRun(
  client: SalesforceClient,
  names: PackageNames,
  { runKey, fields, purpose }: RunUpsert,
): Promise<string> {
  const answer = await client.json({
    purpose,
    method: 'PATCH',
    path: `/sobjects/${names('SyncRun__c')}/${names('RunKey__c')}/${encodeURIComponent(runKey)}`,
    body: jsonBody(fields),
    // By key, a second time finds the record of the first.
    repeatable: true,
  });
  return jsonText(jsonRecord(answer, purpose).id);
}

interface ClosingRun {
  readonly recordId: string;
  readonly mayHaveEntries: boolean;
}

const closing = 'close the run in the log (SyncRun__c, SyncLogEntry__c)';

/** The run's end and its entries are one call. */
async function closeWithEntries(
  client: SalesforceClient,
  names: PackageNames,
  { recordId, mayHaveEntries }: ClosingRun,
  result: RunResult,
): Promise<void> {
  const closeRecord: SubRequest = {
    method: 'PATCH',
    path: `/sobjects/${names('SyncRun__c')}/${recordId}`,
    body: closingFields(result, names),
  };
  const records = boundedEntries(result.entries).map((entry) =>
    entryRecord(entry, recordId, names),
  );
  const hasEntries = mayHaveEntries && (await entryCount(client, names, recordId)) > 0;
  const requests = hasEntries ? [] : collectionRequests('POST', '/composite/sobjects', records);
  const unsaved = await closedOnce(client, names, recordId, closeRecord, requests);
  if (unsaved.length === 0) return;

  // An Account that was deleted since can't be looked up to; its entry is worth keeping all the same.
  const bare = unsaved.map(({ record }) => withoutAccount(record, names));
  const again = collectionRequests('POST', '/composite/sobjects', bare);
  const refused = await saveRecords(client, closing, again, { repeatable: false });
  if (refused.length > 0) throw refusedRecords(closing, refused, records.length);
}

/** Entries have no key: where the answer was lost, the org is asked whether they are there before they are sent again. */
async function closedOnce(
  client: SalesforceClient,
  names: PackageNames,
  recordId: string,
  closeRecord: SubRequest,
  requests: readonly SubRequest[],
): Promise<readonly UnsavedRecord[]> {
  const send = (parts: readonly SubRequest[], repeatable: boolean) =>
    compositeAnswers(client, closing, [closeRecord, ...parts], { repeatable });
  let sent = requests;
  let answers;
  try {
    answers = await send(sent, false);
  } catch (error) {
    if (!(error instanceof OrgError) || error.kind !== 'transient') throw error;
    if ((await entryCount(client, names, recordId)) > 0) sent = [];
    answers = await send(sent, sent.length === 0);
  }
  const [closed, ...saved] = answers;
  if (closed) subBody(closed, closing);
  return saved.flatMap((answer, index) =>
    unsavedRecords(recordsOf(sent[index]), subBody(answer, closing), closing),
  );
}

async function entryCount(
  client: SalesforceClient,
  names: PackageNames,
  recordId: string,
): Promise<number> {
  const soql = `SELECT COUNT() FROM ${names('SyncLogEntry__c')} WHERE ${names('SyncRun__c')} IN ${idList([recordId])}`;
  return (await firstPage(client, { soql, purpose: closing })).totalSize;
}
