import { OrgError } from '../../../domain/org-error.ts';
import type { ObjectDescription } from '../setup/object-description.ts';

/** The columns of the License query in this organization; the License Management App's versions differ. */
export interface LicenseColumns {
  /** One or two, the more telling first: its value counts where it has one. */
  readonly status: readonly string[];
  /** Ways to the package, the direct one first: its id and, where readable, its name. */
  readonly packages: readonly PackageColumns[];
  readonly account: string;
  readonly organization: string;
  readonly expiration: string;
  readonly sandbox: string;
  readonly seats: string;
  /** Fields a version may lack; undefined then. */
  readonly organizationStatus: string | undefined;
  readonly installDate: string | undefined;
  readonly trialOverride: string | undefined;
}

interface PackageColumns {
  readonly id: string;
  readonly name: string | undefined;
}

export interface LicenseObjects {
  readonly license: ObjectDescription;
  /** Undefined where the integration user does not see the object. */
  readonly licensePackage: ObjectDescription | undefined;
  readonly packageVersion: ObjectDescription | undefined;
}

/**
 * The columns to read.
 *
 * @throws OrgError `permission` (LICENSE_FIELDS_HIDDEN) naming every field without which a licence would be judged
 *   wrongly: without the expiration, say, an expired one would count as perpetual
 */
export function licenseColumns(objects: LicenseObjects): LicenseColumns {
  const missing: string[] = [];
  const optional = (...names: string[]): string | undefined =>
    names.flatMap((name) => fieldName(objects.license, name) ?? [])[0];
  const essential = (...names: string[]): string => {
    const found = optional(...names);
    if (found === undefined) missing.push(names.join(' or '));
    return found ?? '';
  };

  const status = ['sfLma__License_Status__c', 'sfLma__Status__c'].flatMap(
    (name) => fieldName(objects.license, name) ?? [],
  );
  if (status.length === 0) missing.push('sfLma__License_Status__c or sfLma__Status__c');
  const packages = packageColumns(objects);
  if (packages.length === 0) missing.push('sfLma__Package__c with sfLma__Package_ID__c');

  const columns = {
    status,
    packages,
    account: essential('sfLma__Account__c'),
    organization: essential('sfLma__Subscriber_Org_ID__c'),
    expiration: essential('sfLma__Expiration__c'),
    sandbox: essential('sfLma__Is_Sandbox__c', 'sfLma__Subscriber_Org_Is_Sandbox__c'),
    seats: essential('sfLma__Seats__c'),
    organizationStatus: optional('sfLma__Org_Status__c', 'sfLma__Org_Status_Formula__c'),
    installDate: optional('sfLma__Install_Date__c'),
    trialOverride: optional('ia__IsTrial__c'),
  };
  if (missing.length > 0) throw fieldsHidden(missing);
  return columns;
}

/** Old versions have no direct lookup, and it may be blank where they were upgraded: the version leads to the package too. */
function packageColumns(objects: LicenseObjects): readonly PackageColumns[] {
  const id = objects.licensePackage && fieldName(objects.licensePackage, 'sfLma__Package_ID__c');
  if (id === undefined) return [];
  const direct = relationship(objects.license, 'sfLma__Package__c');
  const version = relationship(objects.license, 'sfLma__Package_Version__c');
  const viaVersion = relationship(objects.packageVersion, 'sfLma__Package__c');
  const ways = [direct, version && viaVersion && `${version}.${viaVersion}`];
  const hasName = objects.licensePackage?.fields.has('name') ?? false;
  return ways.flatMap((way) =>
    way ? [{ id: `${way}.${id}`, name: hasName ? `${way}.Name` : undefined }] : [],
  );
}

function fieldName(object: ObjectDescription, name: string): string | undefined {
  return object.fields.get(name.toLowerCase())?.name;
}

function relationship(object: ObjectDescription | undefined, lookup: string): string | undefined {
  return object?.fields.get(lookup.toLowerCase())?.relationshipName;
}

/** Every column once, `Id` and `Name` first. */
export function columnList(columns: LicenseColumns): readonly string[] {
  const { status, packages, ...single } = columns;
  const named = [
    ...status,
    ...packages.flatMap(({ id, name }) => [id, name]),
    ...Object.values(single),
  ];
  return [
    ...new Set(['Id', 'Name', ...named.filter((each): each is string => each !== undefined)]),
  ];
}

function fieldsHidden(missing: readonly string[]): OrgError {
  return new OrgError(
    'permission',
    'LICENSE_FIELDS_HIDDEN',
    `The integration user can't see what licenses are judged by: ${missing.join(', ')} of sfLma__License__c. No value was written. A Salesforce administrator can grant read access to these fields, for instance with the permission set of the License Management App.`,
  );
}
