import { id15 } from '../../../domain/salesforce-id.ts';
import type { CatalogueMetric } from '../../../domain/usage-report.ts';
import { jsonText, type JsonRecord } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { firstPage, recordPages } from '../query/rest-query.ts';
import type { PackageNames } from '../setup/package-names.ts';
import { fittedText } from './fitted-text.ts';
import {
  collectionRequests,
  refusedRecords,
  saveRecords,
  type SObjectRecord,
} from './saved-records.ts';

const purpose = 'publish the catalogue of metrics (UsageMetric__c)';

const metricColumns = [
  'Key__c',
  'Category__c',
  'PackageId__c',
  'PackageName__c',
  'Unit__c',
  'LatestDataPoint__c',
  'State__c',
];

/** Makes the catalogue in the org equal to the list. One call to read it, and one for each thousand records that differ. */
export async function publishedCatalogue(
  client: SalesforceClient,
  names: PackageNames,
  metrics: readonly CatalogueMetric[],
): Promise<void> {
  const present = await presentMetrics(client, names);
  const records = differingRecords(present, metrics, names);
  const path = `/composite/sobjects/${names('UsageMetric__c')}/${names('Key__c')}`;
  const requests = collectionRequests('PATCH', path, records);
  // Sent again when the answer was lost: an upsert by key makes no second record.
  const unsaved = await saveRecords(client, purpose, requests, { repeatable: true });
  if (unsaved.length > 0) throw refusedRecords(purpose, unsaved, records.length);
}

async function presentMetrics(
  client: SalesforceClient,
  names: PackageNames,
): Promise<readonly JsonRecord[]> {
  const columns = ['Name', ...metricColumns.map(names)].join(', ');
  const soql = `SELECT ${columns} FROM ${names('UsageMetric__c')}`;
  const records: JsonRecord[] = [];
  const first = await firstPage(client, { soql, purpose });
  for await (const page of recordPages(client, first, purpose)) records.push(...page);
  return records;
}

/** Records to upsert: those that are new or differ, and those whose metric is gone, as Removed. */
function differingRecords(
  present: readonly JsonRecord[],
  metrics: readonly CatalogueMetric[],
  names: PackageNames,
): readonly SObjectRecord[] {
  const presentByKey = new Map(
    present.map((record) => [jsonText(record[names('Key__c')]), record]),
  );
  const offered = new Set(metrics.map((metric) => metric.key));
  const changed = metrics.flatMap((metric) => {
    const fields = metricFields(metric, names);
    const record = presentByKey.get(metric.key);
    return record && equalFields(record, fields) ? [] : [upsert(metric.key, fields, names)];
  });
  const state = names('State__c');
  const gone = [...presentByKey]
    .filter(([key, record]) => !offered.has(key) && record[state] !== 'Removed')
    .map(([key]) => upsert(key, { [state]: 'Removed' }, names));
  return [...changed, ...gone];
}

function equalFields(record: JsonRecord, fields: SObjectRecord): boolean {
  return Object.entries(fields).every(([field, value]) => (record[field] ?? null) === value);
}

function upsert(key: string, fields: SObjectRecord, names: PackageNames): SObjectRecord {
  return {
    attributes: { type: names('UsageMetric__c') },
    [names('Key__c')]: key,
    ...fields,
  };
}

function metricFields(metric: CatalogueMetric, names: PackageNames): SObjectRecord {
  return {
    Name: fittedText(metric.label, 80),
    [names('Category__c')]: metric.category,
    [names('PackageId__c')]: metric.packageId === null ? null : id15(metric.packageId),
    [names('PackageName__c')]:
      metric.packageName === null ? null : fittedText(metric.packageName, 255),
    [names('Unit__c')]: metric.unit,
    [names('LatestDataPoint__c')]: metric.latestDataPoint,
    [names('State__c')]: metric.state,
  };
}
