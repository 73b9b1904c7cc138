import { mappingKinds, type Mapping } from '../../../domain/mapping.ts';
import { OrgError } from '../../../domain/org-error.ts';
import type { SetupSource, SyncSetup } from '../../../ports/setup-source.ts';
import { jsonText, jsonTextOrNull, type JsonRecord } from '../http/json-shape.ts';
import { valueAt } from '../query/rest-query.ts';
import type { FactsKeeper, OrgFacts } from './org-facts.ts';
import type { PackageNames } from './package-names.ts';
import { settingsOf } from './settings-record.ts';

/** The set-up of the organization: what came along with connecting the first time it is asked for, asked anew after that. */
export function setupSource(facts: FactsKeeper): SetupSource {
  let handedOut: OrgFacts | undefined;
  return {
    readSetup: async () => {
      const known = await facts.known();
      handedOut = known === handedOut ? await facts.refreshed() : known;
      return setupOf(handedOut);
    },
  };
}

function setupOf(facts: OrgFacts): SyncSetup {
  return {
    mappings: facts.mappings().map((record) => mappingOf(record, facts.names)),
    settings: settingsOf(facts.settings(), facts.names),
    accountFields: [...facts.account().fields.values()],
  };
}

function mappingOf(record: JsonRecord, names: PackageNames): Mapping {
  const name = jsonText(record.DeveloperName);
  const kind = mappingKinds.find((each) => each === record[names('Kind__c')]);
  if (!kind) {
    throw new OrgError(
      'request',
      'UNKNOWN_KIND',
      `The mapping ${name} is of the kind "${jsonText(record[names('Kind__c')])}", which this connector does not know. Whoever runs the connector can update it; until then a Salesforce administrator can remove the mapping.`,
    );
  }
  return {
    name,
    label: jsonText(record.MasterLabel),
    kind,
    object: jsonText(valueAt(record, `${names('Object__r')}.QualifiedApiName`)),
    field: jsonTextOrNull(valueAt(record, `${names('AccountField__r')}.QualifiedApiName`)),
    metricKey: jsonTextOrNull(record[names('MetricKey__c')]),
    isActive: record[names('IsActive__c')] === true,
  };
}
