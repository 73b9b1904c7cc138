import { OrgError } from '../../../domain/org-error.ts';
import type { OrgHealth } from '../../../ports/org-health.ts';
import {
  isJsonRecord,
  jsonNumber,
  jsonRecord,
  jsonText,
  type JsonRecord,
} from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import type { TimedTransport } from '../http/timed-transport.ts';
import { compositeAnswers, subBody } from '../query/composite.ts';
import { queryPage, queryPath } from '../query/rest-query.ts';
import { loggedFields } from '../run-log/logged-fields.ts';
import { missingRequestAccess } from '../usage-requests/request-access.ts';
import type { FactsKeeper } from './org-facts.ts';

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
      const objects = Object.entries(loggedFields);
      const requests = objects.map(([name]) => ({
        method: 'GET' as const,
        path: `/sobjects/${names(name)}/describe`,
      }));
      const answers = await compositeAnswers(client, purpose, requests, { repeatable: true });
      return answers.flatMap((answer, index) => {
        const [object = '', fields = []] = objects[index] ?? [];
        // An object the user does not see is answered as one that does not exist.
        const seen =
          answer.status === 404 ? undefined : jsonRecord(subBody(answer, purpose), purpose);
        const own = fields.map((field) => [field, names(field)] as const);
        return [
          ...missingRights(object, seen ?? {}),
          ...(seen ? missingFields(object, seen, own) : []),
        ];
      });
    },
    missingUsageAccess: () => missingRequestAccess(client),
    packageVersion: async () => {
      const { names } = await facts.known();
      const namespace = /^(\w+)__SyncRun__c$/.exec(names('SyncRun__c'))?.[1];
      return namespace === undefined ? undefined : publishedVersion(client, namespace);
    },
  };
}

function missingRights(object: string, seen: JsonRecord): readonly string[] {
  return Object.entries(needs)
    .filter(([flag]) => seen[flag] !== true)
    .map(([, right]) => `${object}: ${right}`);
}

function missingFields(
  object: string,
  { fields }: JsonRecord,
  own: readonly (readonly [field: string, name: string])[],
): readonly string[] {
  const described = (Array.isArray(fields) ? (fields as readonly unknown[]) : []).filter(
    isJsonRecord,
  );
  const writable = new Set(
    described.filter(({ createable }) => createable === true).map(({ name }) => jsonText(name)),
  );
  return own.filter(([, name]) => !writable.has(name)).map(([field]) => `${object}.${field}: edit`);
}

/** `1.4` of the installed package; undefined where this user is not told. Every user may ask for Publisher. */
async function publishedVersion(
  client: SalesforceClient,
  namespace: string,
): Promise<string | undefined> {
  const reading = 'read the version of the package';
  const soql = `SELECT MajorVersion, MinorVersion FROM Publisher WHERE NamespacePrefix = '${namespace}'`;
  try {
    const answer = await client.json({
      purpose: reading,
      method: 'GET',
      path: queryPath({ soql }),
    });
    const [publisher] = queryPage(answer, reading).records;
    const [major, minor] = [publisher?.MajorVersion, publisher?.MinorVersion].map(jsonNumber);
    return major === undefined ? undefined : `${major}.${minor ?? 0}`;
  } catch (error) {
    if (error instanceof OrgError && ['permission', 'request'].includes(error.kind))
      return undefined;
    throw error;
  }
}
