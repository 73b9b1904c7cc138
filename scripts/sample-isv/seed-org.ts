import type { SamplePackage, SampleVersion } from './catalogue/packages.ts';
import type { SampleLicense } from './customers/sample-license.ts';
import type { SampleIsv } from './sample-isv.ts';
import { isoDate, utcDay, type UtcDay } from './utc-day.ts';

/** Values of a record's fields by API name; a field that is left out is blank. */
export type SeedRecord = Record<string, unknown>;

/** The org to load a sample into: a local org held directly, or any org over its API. */
export interface SeedTarget {
  /** Inserts records of one object and returns their ids in the same order. Throws when a record is refused. */
  insert(object: string, records: SeedRecord[]): Promise<string[]>;
  /** The id of the record type with this name. */
  lookupRecordType(object: string, name: string): Promise<string>;
}

/** What a target may have that a License Management Org doesn't by itself. */
export interface SeedOptions {
  /** Field of the License that says it is a trial all the same, such as `ia__IsTrial__c`; not filled where it isn't given. */
  readonly trialField?: string;
}

/** Record ids by the sample's keys. */
export interface SeededIds {
  readonly packages: ReadonlyMap<string, string>;
  readonly versions: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly licenses: ReadonlyMap<string, string>;
}

/** Records are handed over in portions, so that a target over an API can report and nobody holds a million at once. */
const portionSize = 2000;

/**
 * Loads packages, their versions, Accounts, Leads and Licenses of a sample into an org, in the order they refer
 * to each other. An Account's key is in its AccountNumber.
 */
export async function seedOrg(
  isv: SampleIsv,
  target: SeedTarget,
  options: SeedOptions = {},
): Promise<SeededIds> {
  const today = utcDay(isv.options.today);
  const packages = await insertAll(target, 'sfLma__Package__c', isv.packages, (sold) =>
    packageFields(sold, today),
  );
  const versions = await insertAll(target, 'sfLma__Package_Version__c', soldVersions(isv), (each) =>
    versionFields(each, packages, today),
  );
  const accounts = await insertAll(target, 'Account', isv.accounts, ({ key, fields }) => ({
    ...fields,
    AccountNumber: key,
  }));
  const unconverted = isv.licenses.filter((license) => license.leadCompany !== null);
  const leads = await insertAll(target, 'Lead', unconverted, ({ leadCompany }) => ({
    Company: leadCompany,
    LastName: 'Package installer',
  }));
  const recordTypes = await recordTypeIds(target, isv.licenses);
  const licenses = await insertAll(target, 'sfLma__License__c', isv.licenses, (license) => ({
    ...licenseFields(license, isv.options.today),
    ...filled({
      RecordTypeId: recordTypes.get(license.recordType ?? ''),
      sfLma__Account__c: accounts.get(license.accountKey ?? ''),
      sfLma__Lead__c: leads.get(license.key),
      sfLma__Package__c: packages.get(license.packageKey ?? ''),
      sfLma__Package_Version__c: versions.get(license.versionKey ?? ''),
    }),
    ...(options.trialField ? { [options.trialField]: license.isTrial } : {}),
  }));
  return { packages, versions, accounts, licenses };
}

interface SoldVersion extends SampleVersion {
  readonly owner: SamplePackage;
}

function soldVersions(isv: SampleIsv): SoldVersion[] {
  return isv.packages.flatMap((owner) => owner.versions.map((each) => ({ ...each, owner })));
}

function versionFields(
  version: SoldVersion,
  packages: ReadonlyMap<string, string>,
  today: UtcDay,
): SeedRecord {
  return {
    Name: `${version.owner.name} ${version.number}`,
    sfLma__Package__c: packages.get(version.owner.key),
    sfLma__Version__c: version.number,
    sfLma__Version_Number__c: version.number,
    sfLma__Version_ID__c: version.id,
    sfLma__Release_Date__c: isoDate(today - version.releasedDaysAgo),
    sfLma__Is_Beta__c: false,
    sfLma__Sequence__c: version.sequence,
  };
}

async function insertAll<T extends { readonly key: string }>(
  target: SeedTarget,
  object: string,
  items: readonly T[],
  fields: (item: T) => SeedRecord,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (let start = 0; start < items.length; start += portionSize) {
    const portion = items.slice(start, start + portionSize);
    const given = await target.insert(object, portion.map(fields));
    portion.forEach(({ key }, at) => {
      const id = given[at];
      if (!id) throw new Error(`The org gave no id for ${object} ${key}.`);
      ids.set(key, id);
    });
  }
  return ids;
}

async function recordTypeIds(
  target: SeedTarget,
  licenses: readonly SampleLicense[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of new Set(licenses.map((license) => license.recordType))) {
    if (name) ids.set(name, await target.lookupRecordType('sfLma__License__c', name));
  }
  return ids;
}

function packageFields(sold: SamplePackage, today: UtcDay): SeedRecord {
  const newest = sold.versions.at(-1);
  return filled({
    Name: sold.name,
    sfLma__Package_ID__c: sold.id,
    sfLma__Developer_Name__c: 'Acme',
    sfLma__Developer_Org_ID__c: '00DHs0000000dev',
    sfLma__Latest_Version__c: newest?.number,
    sfLma__Release_Date__c: newest && isoDate(today - newest.releasedDaysAgo),
    sfLma__Last_License_Refresh__c: isoDate(today - 3),
  });
}

function licenseFields(license: SampleLicense, today: string): SeedRecord {
  return filled({
    sfLma__Status__c: license.status,
    sfLma__Expiration__c: license.expiration,
    sfLma__Seats__c: license.seats,
    sfLma__Used_Licenses__c: license.usedLicenses,
    sfLma__Install_Date__c: license.installDate,
    sfLma__Subscriber_Org_ID__c: license.subscriberOrgId,
    sfLma__Subscriber_Org_Is_Sandbox__c: license.isSandbox,
    sfLma__Org_Status_Formula__c: license.orgStatus,
    sfLma__Org_Type__c: license.orgEdition,
    sfLma__Org_Instance__c: license.orgInstance,
    sfLma__Org_Trial_Expiration__c: license.orgTrialExpiration,
    sfLma__Version_Number__c: license.versionNumber,
    sfLma__Last_Modified__c: `${today}T03:00:00.000Z`,
  });
}

/** The fields that have a value: a blank field is left out of an insert. */
function filled(fields: SeedRecord): SeedRecord {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}
