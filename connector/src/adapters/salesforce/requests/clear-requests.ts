import type { ClearRequests } from '../../../ports/clear-requests.ts';
import { jsonText } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { firstPage } from '../query/rest-query.ts';
import { fittedText, longTextChars } from '../run-log/fitted-text.ts';
import { collectionRequests, refusedRecords, saveRecords } from '../run-log/saved-records.ts';
import type { FactsKeeper } from '../setup/org-facts.ts';

const reading = 'look for values to clear (MappingChange__c)';
const settling = 'say what became of the values to clear (MappingChange__c)';
/** Each is a person's click; what is more waits for the next run. */
const requestsAtOnce = 200;

export function clearRequests(client: SalesforceClient, facts: FactsKeeper): ClearRequests {
  return {
    pending: async () => {
      const { names } = await facts.known();
      const columns = ['Mapping__c', 'MappingLabel__c', 'AccountField__c'].map((each) =>
        names(each),
      );
      const soql = `SELECT Id, ${columns.join(', ')} FROM ${names('MappingChange__c')} WHERE ${names('ClearState__c')} = 'Pending' ORDER BY CreatedDate LIMIT ${requestsAtOnce}`;
      const { records } = await firstPage(client, { soql, purpose: reading });
      return records.map((record) => {
        const mapping = jsonText(record[names('Mapping__c')]);
        const label = jsonText(record[names('MappingLabel__c')]) || mapping;
        return {
          id: jsonText(record.Id),
          mapping,
          label,
          field: jsonText(record[names('AccountField__c')]),
        };
      });
    },
    settle: async (settled) => {
      if (settled.length === 0) return;
      const { names } = await facts.known();
      const records = settled.map(({ id, state, message }) => ({
        attributes: { type: names('MappingChange__c') },
        Id: id,
        [names('ClearState__c')]: state,
        [names('Message__c')]: fittedText(message, longTextChars),
      }));
      const requests = collectionRequests('PATCH', '/composite/sobjects', records);
      // Final values: a second time changes nothing.
      const unsaved = await saveRecords(client, settling, requests, { repeatable: true });
      if (unsaved.length > 0) throw refusedRecords(settling, unsaved, records.length);
    },
  };
}
