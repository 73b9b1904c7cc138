/** What `doctor` asks an organization beyond what a run does. */
export interface OrgHealth {
  /** How far the organization's clock is ahead of ours, to a second; undefined before its first answer. */
  clockSkewMs(): number | undefined;
  /**
   * What the integration user may not do with the objects of the log, and which of their fields it can't write or an older
   * package does not have: `SyncRun__c: delete`, `SyncRun__c.Message__c: edit`. Throws an OrgError where it
   * can't be asked.
   */
  missingLogAccess(): Promise<readonly string[]>;
  /**
   * What the integration user may not do with requests for App Analytics files: `AppAnalyticsQueryRequest: create`. Throws
   * an OrgError where it can't be asked.
   */
  missingUsageAccess(): Promise<readonly string[]>;
  /** `1.4` of the installed package; undefined for one without a namespace, or where it is not told. Throws an OrgError. */
  packageVersion(): Promise<string | undefined>;
}
