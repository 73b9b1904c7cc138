/** Names of the record types of `sfLma__License__c`; `sfLma__License_Status__c` shows them. */
export type LicenseRecordType = 'Active' | 'Expired' | 'Suspended' | 'Trial' | 'Uninstalled';

/** Values of `sfLma__Status__c`: there is no Expired among them. */
type LicenseStatus = 'Trial' | 'Active' | 'Suspended' | 'Uninstalled';

/** A record of `sfLma__License__c`, with keys in place of record ids. */
export interface SampleLicense {
  readonly key: string;
  /** The Account; null where only a Lead exists. */
  accountKey: string | null;
  /** Company of the Lead that the install made; null once it was converted to an Account. */
  leadCompany: string | null;
  /** The lookup to the package; null where an old License Management App left it blank. */
  packageKey: string | null;
  /** The lookup to the package version. */
  versionKey: string | null;
  readonly orgKey: string;
  /** `sfLma__Subscriber_Org_ID__c`: mostly 15 characters, sometimes 18. */
  subscriberOrgId: string;
  readonly isSandbox: boolean;
  /** `sfLma__Org_Status_Formula__c`; case varies, null where blank. */
  orgStatus: string | null;
  readonly orgEdition: string;
  readonly orgInstance: string;
  /** `sfLma__Org_Trial_Expiration__c`, text: when the trial *org* ends. */
  orgTrialExpiration: string | null;
  /** Null where the record has no record type, so that only the status says anything. */
  recordType: LicenseRecordType | null;
  status: LicenseStatus;
  /** Last day of access, YYYY-MM-DD; 1970-01-01 and null both mean that it doesn't expire. */
  expiration: string | null;
  /** Below 0 and null mean a site license. */
  seats: number | null;
  /** Null for site licenses and uninstalled packages. */
  usedLicenses: number | null;
  installDate: string;
  readonly versionNumber: string;
  /** Whether ISVapp's own checkbox on the License says that this production license is a trial. */
  isTrial: boolean;
}
