/**
 * Interactions that make a user active, where an ISV does not want all of them to (decision 21). One that matches any of the
 * rules counts; within a rule, each list that is given has to hold it. Texts as App Analytics writes them, in any case.
 */
export interface ActivityRule {
  /** `log_record_type`, such as LightningPageView. */
  readonly logRecordTypes?: readonly string[];
  /** `custom_entity`: without namespace and without `__c`. */
  readonly entities?: readonly string[];
  /** `custom_entity_type`, such as CustomObject or VisualforcePage. */
  readonly entityTypes?: readonly string[];
  /** `operation_type`, such as INSERT. */
  readonly operations?: readonly string[];
}
