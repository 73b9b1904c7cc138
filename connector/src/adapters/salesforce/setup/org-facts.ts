import { OrgError } from '../../../domain/org-error.ts';
import { jsonNumber, jsonRecord, type JsonRecord } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { compositeAnswers, subBody, type SubAnswer, type SubRequest } from '../query/composite.ts';
import { queryPage, queryPath, recordPages } from '../query/rest-query.ts';
import { objectDescription, type ObjectDescription } from './object-description.ts';
import { foundPackageNames, packageNames, type PackageNames } from './package-names.ts';
import { mappingQuery, settingsQuery } from './setup-query.ts';

/**
 * What one Composite call tells about an organization at the start of a run. Each part can have failed for itself:
 * asking for it then throws its OrgError, so that a missing License Management App does not hide the set-up.
 */
export interface OrgFacts {
  readonly names: PackageNames;
  readonly organization: () => JsonRecord;
  readonly mappings: () => readonly JsonRecord[];
  readonly settings: () => JsonRecord | undefined;
  readonly account: () => ObjectDescription;
  readonly license: () => ObjectDescription;
  readonly licensePackage: () => ObjectDescription;
  readonly packageVersion: () => ObjectDescription;
  /** How many records there are, to choose between paging and Bulk; undefined where that could not be had. */
  readonly licenseCount: number | undefined;
  readonly accountCount: number | undefined;
}

/** Keeps the facts of a connection, so that readers do not ask for them again. */
export interface FactsKeeper {
  /** Asks the organization anew. */
  refreshed(): Promise<OrgFacts>;
  /** The newest facts known, asked for where there are none yet. */
  known(): Promise<OrgFacts>;
}

export function factsKeeper(
  client: SalesforceClient,
  packageNamespace: string | undefined,
): FactsKeeper {
  let names: PackageNames | undefined;
  let facts: OrgFacts | undefined;
  const refreshed = async (): Promise<OrgFacts> => {
    names ??=
      packageNamespace === undefined
        ? await foundPackageNames(client)
        : packageNames(packageNamespace);
    facts = await orgFacts(client, names);
    return facts;
  };
  return { refreshed, known: async () => facts ?? refreshed() };
}

const purposes = {
  organization: 'read the organization',
  mappings: 'read the field mappings (FieldMapping__mdt)',
  settings: 'read the sync settings (SyncSettings__mdt)',
  account: 'describe Account',
  license: 'describe the License object (sfLma__License__c)',
  package: 'describe the Package object (sfLma__Package__c)',
  version: 'describe the Package Version object (sfLma__Package_Version__c)',
};

async function orgFacts(client: SalesforceClient, names: PackageNames): Promise<OrgFacts> {
  const answers = await compositeAnswers(client, 'read the set-up', subRequests(names), {
    repeatable: true,
  });
  const answer = (index: number): SubAnswer => answers[index] ?? { status: 0, body: undefined };
  const mappings = await mappingRecords(client, answer(1));
  return {
    names,
    organization: () => oneRecord(answer(0), purposes.organization) ?? {},
    mappings,
    settings: () => oneRecord(answer(2), purposes.settings),
    account: () => description(answer(5), purposes.account),
    license: () => description(answer(6), purposes.license),
    licensePackage: () => description(answer(7), purposes.package),
    packageVersion: () => description(answer(8), purposes.version),
    licenseCount: countIn(answer(3)),
    accountCount: countIn(answer(4)),
  };
}

/** Five queries, which is as many as a Composite call takes, and four descriptions. */
function subRequests(names: PackageNames): readonly SubRequest[] {
  const queries = [
    'SELECT Id, Name, IsSandbox, TimeZoneSidKey FROM Organization',
    mappingQuery(names),
    settingsQuery(names),
    'SELECT COUNT() FROM sfLma__License__c',
    'SELECT COUNT() FROM Account',
  ];
  const objects = [
    'Account',
    'sfLma__License__c',
    'sfLma__Package__c',
    'sfLma__Package_Version__c',
  ];
  return [
    ...queries.map((soql) => ({ method: 'GET' as const, path: queryPath({ soql }) })),
    ...objects.map((name) => ({ method: 'GET' as const, path: `/sobjects/${name}/describe` })),
  ];
}

function description(answer: SubAnswer, purpose: string): ObjectDescription {
  return objectDescription(subBody(answer, purpose), purpose);
}

function oneRecord(answer: SubAnswer, purpose: string): JsonRecord | undefined {
  return queryPage(subBody(answer, purpose), purpose).records[0];
}

/** A count only chooses the way to read; where it can't be had, the reading itself tells why. */
function countIn(answer: SubAnswer): number | undefined {
  return answer.status === 200
    ? jsonNumber(jsonRecord(answer.body, 'count records').totalSize)
    : undefined;
}

async function mappingRecords(
  client: SalesforceClient,
  answer: SubAnswer,
): Promise<() => readonly JsonRecord[]> {
  const purpose = purposes.mappings;
  try {
    const records: JsonRecord[] = [];
    const first = queryPage(subBody(answer, purpose), purpose);
    for await (const page of recordPages(client, first, purpose)) records.push(...page);
    return () => records;
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    return () => {
      throw error;
    };
  }
}
