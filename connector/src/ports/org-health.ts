/** What `doctor` asks an organization beyond what a run does. */
export interface OrgHealth {
  /** How far the organization's clock is ahead of ours, to a second; undefined before its first answer. */
  clockSkewMs(): number | undefined;
  /**
   * What the integration user may not do with the objects of the log: `SyncRun__c: delete`. Throws an OrgError where it
   * can't be asked.
   */
  missingLogAccess(): Promise<readonly string[]>;
}
