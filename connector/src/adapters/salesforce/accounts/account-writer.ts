import type { AccountUpdate, SalesforceFault, UpdateResult } from '../../../domain/change.ts';
import type { AccountWriter } from '../../../ports/account-writer.ts';
import { resumedUpdate, updatedInBulk } from '../bulk/bulk-update.ts';
import { isJsonRecord } from '../http/json-shape.ts';
import { faultsOf } from '../http/refusal.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { compositeAnswers, queriesPerComposite, type SubAnswer } from '../query/composite.ts';
import { updateRecord } from './account-update.ts';

const purpose = 'update Accounts';
/** Records of a sObject Collections request (resources_composite_sobjects_collections_update.htm). */
const accountsPerCollection = 200;

export function accountWriter(client: SalesforceClient, bulkPollMs: number): AccountWriter {
  return {
    updateNow: async (updates) => {
      if (updates.length === 0) return [];
      const collections = collectionsOf(updates);
      // Not sent again by itself where the answer was lost: whether it had its effect is looked up first.
      const answers = await compositeAnswers(
        client,
        purpose,
        collections.map((collection) => ({
          method: 'PATCH' as const,
          path: '/composite/sobjects',
          body: { allOrNone: false, records: collection.map(updateRecord) },
        })),
        { repeatable: false },
      );
      return collections.flatMap((collection, index) => resultsOf(collection, answers[index]));
    },
    updateInBulk: (updates, watch) => updatedInBulk(client, updates, watch, bulkPollMs),
    resumeBulk: (jobId, accountIds, watch) =>
      resumedUpdate(client, jobId, accountIds, watch, bulkPollMs),
  };
}

function collectionsOf(updates: readonly AccountUpdate[]): readonly (readonly AccountUpdate[])[] {
  const most = accountsPerCollection * queriesPerComposite;
  if (updates.length > most) {
    throw new RangeError(`One request updates up to ${most} Accounts, not ${updates.length}.`);
  }
  const collections: AccountUpdate[][] = [];
  for (let start = 0; start < updates.length; start += accountsPerCollection) {
    collections.push(updates.slice(start, start + accountsPerCollection));
  }
  return collections;
}

/** Results come in the order of the records, and name their ids only where they worked. */
function resultsOf(
  updates: readonly AccountUpdate[],
  answer: SubAnswer | undefined,
): readonly UpdateResult[] {
  const body = answer?.body;
  if (answer?.status === 200 && Array.isArray(body) && body.length === updates.length) {
    return updates.map(({ accountId }, index) => resultOf(accountId, body[index] as unknown));
  }
  const faults = faultsOf(body);
  const reason = faults.length > 0 ? faults : [withoutResults(answer)];
  return updates.map(({ accountId }) => ({ accountId, success: false, faults: reason }));
}

function resultOf(accountId: string, result: unknown): UpdateResult {
  if (!isJsonRecord(result)) return { accountId, success: false, faults: [unclear] };
  if (result.success === true) return { accountId, success: true, faults: [] };
  const faults = faultsOf(result.errors);
  return { accountId, success: false, faults: faults.length > 0 ? faults : [unclear] };
}

const unclear: SalesforceFault = {
  code: 'NO_REASON_GIVEN',
  message: 'Salesforce refused the update without saying why.',
  fields: [],
};

function withoutResults(answer: SubAnswer | undefined): SalesforceFault {
  return {
    code: 'UNPROCESSED',
    message: `Salesforce answered ${answer?.status ?? 'nothing'} without a result for each Account.`,
    fields: [],
  };
}
