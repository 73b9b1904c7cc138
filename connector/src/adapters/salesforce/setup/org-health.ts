import type { OrgHealth } from '../../../ports/org-health.ts';
import { jsonRecord } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import type { TimedTransport } from '../http/timed-transport.ts';
import { compositeAnswers, subBody } from '../query/composite.ts';
import type { FactsKeeper } from './org-facts.ts';

/** The objects that a run writes its log and catalogue to, and what it does with them. */
const logObjects = ['SyncRun__c', 'SyncLogEntry__c', 'UsageMetric__c'] as const;
const needs = { createable: 'create', updateable: 'edit', deletable: 'delete' } as const;

const purpose = 'describe the objects of the log';

/** What an organization tells of its own condition. */
export function orgHealth(
  client: SalesforceClient,
  facts: FactsKeeper,
  transport: TimedTransport,
): OrgHealth {
  return {
    clockSkewMs: () => transport.clockSkewMs(),
    missingLogAccess: async () => {
      const { names } = await facts.known();
      const requests = logObjects.map((name) => ({
        method: 'GET' as const,
        path: `/sobjects/${names(name)}/describe`,
      }));
      const answers = await compositeAnswers(client, purpose, requests, { repeatable: true });
      return answers.flatMap((answer, index) => {
        // An object the user does not see is answered as one that does not exist.
        const seen = answer.status === 404 ? {} : jsonRecord(subBody(answer, purpose), purpose);
        return Object.entries(needs)
          .filter(([flag]) => seen[flag] !== true)
          .map(([, right]) => `${logObjects[index] ?? ''}: ${right}`);
      });
    },
  };
}
