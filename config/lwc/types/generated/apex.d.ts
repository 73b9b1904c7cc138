// Written by scripts/build-lwc.ts from the classes of Apex.
declare module 'apex/AccountFieldController' {
  export interface FieldList {
    /** Active users with the permission set IsvappConnector. Where it is 0, no field is reported as hidden. */
    readonly connectorUserCount: number;
    /** By label. */
    readonly fields: readonly import('apex/AccountFieldController').FieldItem[];
  }
  export interface FieldItem {
    readonly apiName: string;
    readonly label: string;
    /** Describe's type in lower case: double, integer, currency, string, picklist … */
    readonly dataType: string;
    /** Characters; 0 for types without a length. */
    readonly length: number;
    readonly precision: number;
    readonly scale: number;
    readonly isCustom: boolean;
    readonly isFormula: boolean;
    readonly isEncrypted: boolean;
    readonly isRequired: boolean;
    readonly isUnique: boolean;
    readonly isExternalId: boolean;
    readonly isRestrictedPicklist: boolean;
    readonly isVisibleToConnector: boolean;
    readonly isEditableByConnector: boolean;
    /** Mappings that use it already. */
    readonly mappedBy: readonly import('apex/AccountFieldController').FieldUse[];
    /** Lossless (can be picked), Lossy (needs consent) or Impossible. */
    readonly suitability: string;
    /** Why; null where lossless. */
    readonly reason?: string | null;
  }
  export interface FieldUse {
    readonly developerName: string;
    readonly label: string;
    readonly kindLabel: string;
  }
}
declare module '@salesforce/apex/AccountFieldController.getFields' {
  /** @param kind of the mapping that is added or edited @param developerName of the mapping that is edited; null for a new one */
  const method: ApexMethod<
    { readonly kind: string | null; readonly developerName: string | null },
    import('apex/AccountFieldController').FieldList
  >;
  export default method;
}
declare module 'apex/AccountOutcomeController' {
  export interface OutcomeList {
    /** Why the connector could not be asked, null where it was; then the rest is empty. */
    readonly problem?: import('apex/ConnectorProblem').ConnectorProblem | null;
    /** Newest first, those of fields that the user may see. Values that were right already have none. */
    readonly outcomes: readonly import('apex/AccountOutcomeController').AccountOutcome[];
  }
  export interface AccountOutcome {
    /** Null where the run is not in the org any more. */
    readonly runId?: string | null;
    /** Null where the run is not in the org any more. */
    readonly runName?: string | null;
    /** When the connector had the answer. */
    readonly happenedAt: string;
    /** written, failed or deferred. */
    readonly outcome: string;
    /** Of the mapping. */
    readonly developerName: string;
    /** Null where the mapping is gone. */
    readonly mappingLabel?: string | null;
    readonly accountField?: string | null;
    readonly fieldLabel?: string | null;
    /** What the field held; null is NULL and 0 is 0. */
    readonly beforeValue?: number | null;
    /** What it was to hold; null is NULL and 0 is 0. */
    readonly afterValue?: number | null;
    /** Why the value is what it is, in words. */
    readonly explanation: string;
    /** Why it was not written; null where it was. */
    readonly errorCode?: string | null;
    /** As Salesforce or the connector gave it; null where it was written. */
    readonly message?: string | null;
  }
}
declare module '@salesforce/apex/AccountOutcomeController.getOutcomes' {
  /** @return what became of the values of an Account; where the connector can not be asked, its problem */
  const method: ApexMethod<
    { readonly accountId: string | null },
    import('apex/AccountOutcomeController').OutcomeList
  >;
  export default method;
}
declare module 'apex/AccountUsageController' {
  export interface AccountUsage {
    /** Why the connector could not explain the values, null where it did; then the org's own knowledge stands in. */
    readonly problem?: import('apex/ConnectorProblem').ConnectorProblem | null;
    readonly metrics: readonly import('apex/AccountUsageController').MetricValue[];
    /** Null where only the connector would know and could not be asked. */
    readonly internalSeats?: import('apex/AccountUsageController').SeatCount | null;
    readonly externalSeats?: import('apex/AccountUsageController').SeatCount | null;
    readonly renewal?: import('apex/AccountUsageController').Renewal | null;
  }
  export interface MetricValue {
    readonly developerName: string;
    readonly label: string;
    readonly accountField: string;
    readonly metricKey: string;
    /** Number (0 included), NotLicensed, NoData, Pending (no run has written it yet), Hidden (the user may not see the field), Paused, or Unknown (empty, and only the connector could say why). */
    readonly state?: string | null;
    /** Null unless the state is Number, and 0 where it is 0. */
    readonly value?: number | null;
    /** What the state means, in a sentence or two; null where nobody can say more. */
    readonly explanation?: string | null;
    /** When the sync last wrote it; null where not known. */
    readonly writtenAt?: string | null;
    /** The run that wrote it; null where not known. */
    readonly runId?: string | null;
    readonly runName?: string | null;
  }
  export interface SeatCount {
    /** Null means unlimited where isUnlimited is true, and otherwise that there are none to tell. */
    readonly value?: number | null;
    readonly isUnlimited: boolean;
    /** override, license, estimate or none. */
    readonly source: string;
    /** API name of the override's field; null for other sources. */
    readonly accountField?: string | null;
  }
  export interface Renewal {
    /** Null where the licences are perpetual or there are none. */
    readonly value?: string | null;
    /** override, license or none. */
    readonly source: string;
    /** API name of the override's field; null for other sources. */
    readonly accountField?: string | null;
  }
}
declare module '@salesforce/apex/AccountUsageController.getUsage' {
  /** @return the usage of an Account that the user may see */
  const method: ApexMethod<
    { readonly accountId: string | null },
    import('apex/AccountUsageController').AccountUsage
  >;
  export default method;
}
declare module 'apex/ConnectorController' {
  export interface Status {
    readonly isConnected: boolean;
    /** Null where the org is connected. */
    readonly problem?: import('apex/ConnectorProblem').ConnectorProblem | null;
    /** Version of the connector, null where it is not connected. */
    readonly version?: string | null;
  }
}
declare module '@salesforce/apex/ConnectorController.getStatus' {
  /** @return the state of the connection now; a connector that serves another organization is not connected */
  const method: ApexMethod<Record<never, never>, import('apex/ConnectorController').Status>;
  export default method;
}
declare module 'apex/ConnectorProblem' {
  export interface ConnectorProblem {
    /** NotConnected, NoAccess, Slow, WrongKey, Refused, NotFound, Failed or BadAnswer. */
    readonly code: string;
    /** What happened, in a sentence. */
    readonly message: string;
    /** What to do and who can do it. */
    readonly advice: string;
  }
}
declare module 'apex/DirectoryController' {
  export interface Column {
    /** name, internalSeats, externalSeats, renewalDate, mau, wau, dau, or the API name of a display field. */
    readonly key: string;
    readonly label: string;
    /** text, number, date, datetime, checkbox or picklist: decides the filter and the cell. */
    readonly filterType: string;
    /** Whether it comes from a display mapping. */
    readonly isDisplayField: boolean;
    /** Of a picklist; null for other types. */
    readonly options?: readonly import('apex/SyncSettingsController').Choice[] | null;
  }
  export interface DirectoryQuery {
    /** Up to 200; 50 where it is null. */
    readonly pageSize?: number | null;
    /** nextCursor of the page before; null for the first. */
    readonly cursor?: string | null;
    /** Key of a column; name where it is null. */
    readonly sortBy?: string | null;
    readonly isDescending?: boolean | null;
    /** JSON list of filters, as docs/connector-api.md has them, such as [{"column":"Segment__c","operator":"in","values":["Enterprise"]}]; null for none. */
    readonly filtersJson?: string | null;
  }
  export interface DirectoryPage {
    /** Why the directory could not be read, null where it was; then the rest is empty. */
    readonly problem?: import('apex/ConnectorProblem').ConnectorProblem | null;
    readonly rows: readonly import('apex/DirectoryController').DirectoryRow[];
    /** Null on the last page. */
    readonly nextCursor?: string | null;
    /** Accounts that match; null where not known, as where some of them are not shared with the user. */
    readonly total?: number | null;
  }
  export interface DirectoryRow {
    readonly accountId: string;
    readonly name: string;
    /** Values by column key. An empty value is null; 0 is 0. */
    readonly values?: Readonly<Record<string, unknown>> | null;
  }
}
declare module '@salesforce/apex/DirectoryController.getColumns' {
  /** @return the columns; needs no connector */
  const method: ApexMethod<
    Record<never, never>,
    readonly import('apex/DirectoryController').Column[]
  >;
  export default method;
}
declare module '@salesforce/apex/DirectoryController.getPage' {
  /** @return a page of the directory; where the connector can not be asked, its problem */
  const method: ApexMethod<
    { readonly query: import('apex/DirectoryController').DirectoryQuery | null },
    import('apex/DirectoryController').DirectoryPage
  >;
  export default method;
}
declare module 'apex/FieldMappingController' {
  export interface MappingList {
    /** Whether the user may change them. */
    readonly canManage: boolean;
    /** Display, Overrides, Metrics, in this order, empty ones included. */
    readonly groups: readonly import('apex/FieldMappingController').MappingGroup[];
    /** The run that the last results are from; null where none has ended yet. */
    readonly runId?: string | null;
    readonly runName?: string | null;
    readonly runFinishedAt?: string | null;
  }
  export interface MappingGroup {
    /** Display, Overrides or Metrics. */
    readonly key: string;
    readonly mappings: readonly import('apex/FieldMappingController').MappingItem[];
  }
  export interface MappingItem {
    readonly developerName: string;
    readonly label: string;
    /** DisplayField, InternalSeats, ExternalSeats, RenewalDate or Metric. */
    readonly kind: string;
    readonly kindLabel: string;
    /** API name; null where the field no longer exists. */
    readonly accountField?: string | null;
    /** Null where the field no longer exists or the user may not see it. */
    readonly accountFieldLabel?: string | null;
    readonly metricKey?: string | null;
    /** Name of the metric in the catalogue; null for other kinds and where it is not (any more) there. */
    readonly metricLabel?: string | null;
    /** Ready, RecalculationPending, NoData or Removed; null as metricLabel. */
    readonly metricState?: string | null;
    readonly description?: string | null;
    /** To be handed back as MappingInput.earlierContent. */
    readonly content: string;
    /** Active, Paused or Removed. */
    readonly state: string;
    /** Administrator or Connector; null unless paused. */
    readonly pausedBy?: string | null;
    /** Why it is paused, and what to do; null unless paused. */
    readonly reason?: string | null;
    readonly advice?: string | null;
    /** What the last run did with it; null where it has not met it, or the mapping was changed since. */
    readonly lastResult?: import('apex/MappingOutcome').Result | null;
    /** True where the mapping was changed after that run began: the next one checks it anew. */
    readonly isChangedSinceRun: boolean;
  }
  export interface MappingCheck {
    /** What keeps the mapping from being saved; empty where nothing does. */
    readonly problems?: readonly string[] | null;
    /** What is allowed and rarely meant. */
    readonly warnings: readonly string[];
  }
}
declare module '@salesforce/apex/FieldMappingController.getMappings' {
  /** @return all mappings, removed ones included, with their state */
  const method: ApexMethod<Record<never, never>, import('apex/FieldMappingController').MappingList>;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.checkMapping' {
  /** @return what saving would refuse or warn of; saves nothing */
  const method: ApexMethod<
    { readonly input: import('apex/MappingInput').MappingInput | null },
    import('apex/FieldMappingController').MappingCheck
  >;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.saveMapping' {
  /** Creates a mapping, or changes the one that the input names. */
  const method: ApexMethod<
    { readonly input: import('apex/MappingInput').MappingInput | null },
    import('apex/MappingChanges').Item
  >;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.pauseMapping' {
  /** Keeps the mapping from being carried out until it is resumed. Values stay as they are. */
  const method: ApexMethod<
    { readonly developerName: string | null },
    import('apex/MappingChanges').Item
  >;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.resumeMapping' {
  /** Lets a paused mapping be carried out again, after the same checks as for a new one. */
  const method: ApexMethod<
    { readonly developerName: string | null },
    import('apex/MappingChanges').Item
  >;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.removeMapping' {
  /** Removes the mapping; it can be restored.      * @param clearValues whether the next run empties the values that the mapping wrote; only a metric writes any */
  const method: ApexMethod<
    { readonly developerName: string | null; readonly clearValues: boolean | null },
    import('apex/MappingChanges').Item
  >;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.restoreMapping' {
  /** Brings a removed mapping back with the same settings, after the same checks as for a new one. */
  const method: ApexMethod<
    { readonly developerName: string | null },
    import('apex/MappingChanges').Item
  >;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.getChange' {
  /** @return what became of a change; poll it while its state is Saving */
  const method: ApexMethod<
    { readonly changeId: string | null },
    import('apex/MappingChanges').Item
  >;
  export default method;
}
declare module '@salesforce/apex/FieldMappingController.getChanges' {
  /** @return the history of a mapping, newest first; that of the settings where the name is null */
  const method: ApexMethod<
    { readonly developerName: string | null },
    readonly import('apex/MappingChanges').Item[]
  >;
  export default method;
}
declare module 'apex/MappingChanges' {
  export interface Item {
    readonly changeId: string;
    /** Create, Edit, Pause, Resume, Remove, Restore or Settings. */
    readonly action: string;
    readonly actionLabel: string;
    /** Developer name of the mapping, null for settings. */
    readonly developerName?: string | null;
    readonly label?: string | null;
    /** Saving, Saved or Failed: poll while it is Saving. */
    readonly state: string;
    /** Why it failed and what to do, or that it takes too long; null otherwise. */
    readonly message?: string | null;
    readonly changedBy?: string | null;
    readonly changedAt?: string | null;
    readonly finishedAt?: string | null;
    /** Pending, Done, Failed or Withdrawn; null where no values are to be cleared. */
    readonly clearState?: string | null;
    /** The record before, as JSON; null for a new one. */
    readonly beforeJson?: string | null;
    readonly afterJson?: string | null;
  }
}
declare module 'apex/MappingInput' {
  export interface MappingInput {
    /** Empty for a new mapping; then a name is made. */
    readonly developerName?: string | null;
    /** Content of the mapping that is edited, as the page showed it, because others may have changed it; empty for a new one. */
    readonly earlierContent?: string | null;
    readonly kind?: string | null;
    /** API name of the Account field; empty while none is chosen. */
    readonly accountField?: string | null;
    /** Only for kind Metric. */
    readonly metricKey?: string | null;
    /** Up to 255 characters, may be empty. */
    readonly description?: string | null;
    /** Whether the administrator accepted what a lossy field loses. */
    readonly isLossAccepted: boolean;
  }
}
declare module 'apex/MappingOutcome' {
  export interface Result {
    readonly developerName: string;
    /** Null where the mapping is gone. */
    readonly label?: string | null;
    /** Counts of values; null where the run did not tell them. */
    readonly readCount?: number | null;
    readonly unchangedCount?: number | null;
    readonly writtenCount?: number | null;
    readonly clearedCount?: number | null;
    readonly failedCount?: number | null;
    readonly deferredCount?: number | null;
    /** How often the run noted an error or a warning for the mapping. */
    readonly errorCount: number;
    readonly warningCount: number;
    /** Why the connector does not carry out the mapping; null where it does. */
    readonly pausedMessage?: string | null;
    readonly pausedAdvice?: string | null;
    /** Whether the run found no data, or only data that is being recalculated, for the mapping. */
    readonly lacksData: boolean;
  }
}
declare module 'apex/MappingPreviewController' {
  export interface Preview {
    /** Why the connector could not be asked, null where it was; then rows have present values only, and counts are null. */
    readonly problem?: import('apex/ConnectorProblem').ConnectorProblem | null;
    readonly rows: readonly import('apex/MappingPreviewController').PreviewRow[];
    /** How many Accounts would get a number other than 0, 0, NULL, or keep what they have; null where not known. */
    readonly numberCount?: number | null;
    readonly zeroCount?: number | null;
    readonly nullCount?: number | null;
    readonly keptCount?: number | null;
  }
  export interface PreviewRow {
    readonly accountId: string;
    /** Null where the user may not see the Account. */
    readonly accountName?: string | null;
    /** Null where not known. */
    readonly isLicensed?: boolean | null;
    /** What the field holds, as text in the user's format, a picklist by its labels; null where empty. */
    readonly presentText?: string | null;
    /** Number, Null, Kept (nothing is written) or Unknown (the connector could not be asked). */
    readonly nextState?: string | null;
    /** For a metric: the number that would be written; null otherwise. */
    readonly nextNumber?: number | null;
    /** For a source: the value that ISVapp would take, as text; null otherwise. */
    readonly nextText?: string | null;
    /** Why, in words; null where not known. */
    readonly reason?: string | null;
  }
  export interface AccountOption {
    readonly accountId: string;
    readonly name: string;
  }
}
declare module '@salesforce/apex/MappingPreviewController.getPreview' {
  /** @param input the mapping as the wizard has it @param accountIds Accounts to show; empty for a handful, licensed and unlicensed, that the connector chooses */
  const method: ApexMethod<
    {
      readonly input: import('apex/MappingInput').MappingInput | null;
      readonly accountIds: readonly string[] | null;
    },
    import('apex/MappingPreviewController').Preview
  >;
  export default method;
}
declare module '@salesforce/apex/MappingPreviewController.searchAccounts' {
  /** @return up to 20 Accounts whose name contains the term */
  const method: ApexMethod<
    { readonly term: string | null },
    readonly import('apex/MappingPreviewController').AccountOption[]
  >;
  export default method;
}
declare module 'apex/MetricCatalogueController' {
  export interface MetricGroup {
    /** Engagement, Feature or RecordCount. */
    readonly category: string;
    /** Null for combined engagement and for features over several packages. */
    readonly packageId?: string | null;
    readonly packageName?: string | null;
    readonly metrics: readonly import('apex/MetricCatalogueController').MetricItem[];
  }
  export interface MetricItem {
    readonly key: string;
    readonly label: string;
    /** ActiveUsers, Events or Records. */
    readonly unit: string;
    /** Last day of the newest complete period; null where there is no data yet. */
    readonly latestDataPoint?: string | null;
    /** Ready, RecalculationPending or NoData. */
    readonly state: string;
    /** Labels of the mappings that write it already. */
    readonly mappedBy: readonly string[];
  }
}
declare module '@salesforce/apex/MetricCatalogueController.getMetrics' {
  /** @param term that the name, the package's name or the key contains; null for all @param category Engagement, Feature or RecordCount; null for all @return groups by category and package; removed metrics are left out. Empty where the connector has published none. */
  const method: ApexMethod<
    { readonly term: string | null; readonly category: string | null },
    readonly import('apex/MetricCatalogueController').MetricGroup[]
  >;
  export default method;
}
declare module 'apex/PlannedChangeController' {
  export interface ChangeQuery {
    readonly runId: string;
    /** Developer name of a mapping; null for all. */
    readonly developerName?: string | null;
    /** nextCursor of the page before; null for the first. */
    readonly cursor?: string | null;
    /** Rows of a page, 200 at most; null for 50. */
    readonly pageSize?: number | null;
  }
  export interface ChangePage {
    /** Why the connector could not be asked, null where it was; then the rest is empty. */
    readonly problem?: import('apex/ConnectorProblem').ConnectorProblem | null;
    /** Those of Accounts and fields that the user may see, so a page may have fewer. */
    readonly rows: readonly import('apex/PlannedChangeController').ChangeRow[];
    /** Null on the last page. */
    readonly nextCursor?: string | null;
    /** Changes that the run planned, of the mapping asked for; null where not known. */
    readonly total?: number | null;
    /** Of these, the ones that can be shown; the rest is counted only. Null where not known. */
    readonly keptCount?: number | null;
    /** What the run planned for each mapping, whichever is asked for. */
    readonly mappings: readonly import('apex/PlannedChangeController').MappingCount[];
  }
  export interface ChangeRow {
    readonly accountId: string;
    readonly accountName: string;
    /** Of the mapping. */
    readonly developerName: string;
    readonly accountField: string;
    readonly fieldLabel: string;
    /** What the field held; null is NULL and 0 is 0. */
    readonly beforeValue?: number | null;
    /** What the sync would write; null is NULL and 0 is 0. */
    readonly afterValue?: number | null;
    /** Why, in words. */
    readonly explanation: string;
  }
  export interface MappingCount {
    readonly developerName: string;
    /** The developer name where the mapping is gone. */
    readonly mappingLabel: string;
    readonly plannedCount: number;
    /** Numbers other than 0. */
    readonly numberCount: number;
    readonly zeroCount: number;
    readonly nullCount: number;
  }
}
declare module '@salesforce/apex/PlannedChangeController.getChanges' {
  /** @return a page of what the run would change; where the connector can not be asked, its problem */
  const method: ApexMethod<
    { readonly query: import('apex/PlannedChangeController').ChangeQuery | null },
    import('apex/PlannedChangeController').ChangePage
  >;
  export default method;
}
declare module 'apex/SyncConnectionController' {
  export interface LostConnection {
    /** When a run last tried. */
    readonly triedAt: string;
    /** What was in its way, as the connector says it. */
    readonly message: string;
  }
}
declare module '@salesforce/apex/SyncConnectionController.getLostConnection' {
  /** @return the lost connection; null where the last run got in, there was none, or the connector can not be asked */
  const method: ApexMethod<
    Record<never, never>,
    import('apex/SyncConnectionController').LostConnection | null
  >;
  export default method;
}
declare module 'apex/SyncLogController' {
  export interface ErrorCard {
    /** Unique among the cards of a run. */
    readonly key: string;
    /** Error, Warning or Info. */
    readonly level: string;
    readonly errorCode: string;
    /** As Salesforce or the connector gave it; the first where entries of the card differ in a number or an id. */
    readonly message: string;
    /** What it means, what to do and who can do it; null where the connector gave no more than the message. */
    readonly explanation?: string | null;
    /** How often it happened in this run. */
    readonly occurrences: number;
    /** When the log first has this cause for this mapping and field; null where too many others come before it. */
    readonly firstSeenAt?: string | null;
    /** Developer name and label of the mapping; null where it is about none, the label where it is gone. */
    readonly developerName?: string | null;
    readonly mappingLabel?: string | null;
    readonly accountField?: string | null;
    /** A page of Setup where it can be repaired, and what it is called; null where there is none. */
    readonly setupUrl?: string | null;
    readonly setupLabel?: string | null;
    /** A few of the Accounts, those that the user may see. */
    readonly accounts: readonly import('apex/SyncLogController').AccountLink[];
    /** Whether values failed that "retry these" sends again. */
    readonly canRetry: boolean;
  }
  export interface AccountLink {
    readonly accountId: string;
    readonly name: string;
  }
  export interface AccountEvent {
    readonly entryId: string;
    readonly runId: string;
    readonly runName: string;
    readonly happenedAt: string;
    readonly level: string;
    readonly errorCode: string;
    readonly message: string;
    /** Null where the connector gave no more than the message. */
    readonly explanation?: string | null;
    /** Developer name of the mapping; null where it is about none. */
    readonly developerName?: string | null;
    /** Null where the mapping is gone, or it is about none. */
    readonly mappingLabel?: string | null;
    readonly accountField?: string | null;
  }
  export interface CsvPart {
    /** Lines without line breaks between them; the first part begins with the header. */
    readonly lines: readonly string[];
    /** Pass it to get the next part; null on the last. */
    readonly nextCursor?: string | null;
  }
}
declare module '@salesforce/apex/SyncLogController.getErrorCards' {
  /** @return the entries of a run by cause, errors first, the most frequent first */
  const method: ApexMethod<
    { readonly runId: string | null },
    readonly import('apex/SyncLogController').ErrorCard[]
  >;
  export default method;
}
declare module '@salesforce/apex/SyncLogController.getMappingResults' {
  /** @return what the run did with each mapping */
  const method: ApexMethod<
    { readonly runId: string | null },
    readonly import('apex/MappingOutcome').Result[]
  >;
  export default method;
}
declare module '@salesforce/apex/SyncLogController.getAccountHistory' {
  /** @return what the log says of an Account, newest first, 200 at most */
  const method: ApexMethod<
    { readonly accountId: string | null },
    readonly import('apex/SyncLogController').AccountEvent[]
  >;
  export default method;
}
declare module '@salesforce/apex/SyncLogController.getCsv' {
  /** @param runId of the run @param cursor nextCursor of the part before; null for the first @return the entries as CSV (RFC 4180), safe to open in a spreadsheet */
  const method: ApexMethod<
    { readonly runId: string | null; readonly cursor: string | null },
    import('apex/SyncLogController').CsvPart
  >;
  export default method;
}
declare module 'apex/SyncRunController' {
  export interface RunFilter {
    /** Null or empty for all. */
    readonly statuses?: readonly string[] | null;
    readonly triggers?: readonly string[] | null;
    /** First and last day, in the user's time zone, on which the run was created; null for any. */
    readonly fromDate?: string | null;
    readonly toDate?: string | null;
    /** nextCursor of the page before; null for the first. */
    readonly cursor?: string | null;
  }
  export interface RunPage {
    readonly runs: readonly import('apex/SyncRunController').RunItem[];
    /** Null on the last page. */
    readonly nextCursor?: string | null;
    readonly canManage?: boolean | null;
  }
  export interface RunItem {
    readonly runId: string;
    readonly name: string;
    /** Requested, Running, Succeeded, Degraded, Failed, Held or Cancelled. */
    readonly status: string;
    /** Schedule, Request, CommandLine or Retry; null where nobody said. */
    readonly triggeredBy?: string | null;
    readonly isDryRun?: boolean | null;
    readonly isMassChangeApproved?: boolean | null;
    readonly requestedAt?: string | null;
    readonly startedAt?: string | null;
    readonly finishedAt?: string | null;
    readonly durationSeconds?: number | null;
    readonly accountsRead?: number | null;
    readonly valuesRead?: number | null;
    readonly valuesUnchanged?: number | null;
    readonly valuesWritten?: number | null;
    readonly valuesCleared?: number | null;
    readonly valuesFailed?: number | null;
    readonly valuesDeferred?: number | null;
    readonly apiCallsPredicted?: number | null;
    readonly apiCallsUsed?: number | null;
    readonly message?: string | null;
  }
  export interface RunDetail {
    readonly run: import('apex/SyncRunController').RunItem;
    readonly phases: readonly import('apex/SyncRunController').Phase[];
    readonly mappings: readonly import('apex/MappingOutcome').Result[];
    readonly canCancel: boolean;
    /** The newest run, held by the mass-change brake, and the user may let it go. */
    readonly canApprove: boolean;
    /** Likewise of a retry: approved, it sends what it held and nothing else. */
    readonly canApproveRetry: boolean;
    readonly canRetry: boolean;
  }
  export interface Phase {
    /** Connect, Licenses, Mappings, Accounts, Values, Directory, Plan, Write or Log. */
    readonly name: string;
    /** As the connector wrote it, such as "12.4 s"; null where it wrote none. */
    readonly duration?: string | null;
    readonly summary?: string | null;
  }
  export interface RunProgress {
    readonly run: import('apex/SyncRunController').RunItem;
    /** The phase that is under way; null before the first. */
    readonly phase?: string | null;
    /** 0 to 100, of the whole run. */
    readonly percent: number;
    readonly heartbeatAt: string;
    readonly isCancelRequested: boolean;
    /** The connector has given no sign of life for an hour: it is probably gone, and another run may be requested. */
    readonly isStalled: boolean;
    /** Requested, and the connector has not taken it up for ten minutes. */
    readonly isWaitingLong: boolean;
    readonly canCancel: boolean;
  }
  export interface RetryRequest {
    readonly runId: string;
    readonly errorCode: string;
    /** Developer name of the mapping; null for all. */
    readonly developerName?: string | null;
    /** API name of the Account field; null for all. */
    readonly accountField?: string | null;
  }
  export interface RetryAnswer {
    /** Why the connector could not be asked; requesting a whole run does the same and more. Null where it was asked. */
    readonly problem?: import('apex/ConnectorProblem').ConnectorProblem | null;
    /** Accounts that are sent again; null where not known. */
    readonly accountCount?: number | null;
    /** Key of the run that does it; null where there is none. */
    readonly runKey?: string | null;
  }
}
declare module '@salesforce/apex/SyncRunController.getRuns' {
  /** @return a page of the runs, newest first */
  const method: ApexMethod<
    { readonly filter: import('apex/SyncRunController').RunFilter | null },
    import('apex/SyncRunController').RunPage
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.getChart' {
  /** @return the last 30 runs that ended and were no dry runs, oldest first, for the chart */
  const method: ApexMethod<
    Record<never, never>,
    readonly import('apex/SyncRunController').RunItem[]
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.getRun' {
  /** @return one run in full */
  const method: ApexMethod<
    { readonly runId: string | null },
    import('apex/SyncRunController').RunDetail
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.getProgress' {
  /** @return the run that is requested or running; null where there is none. Poll it. */
  const method: ApexMethod<
    Record<never, never>,
    import('apex/SyncRunController').RunProgress | null
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.getRunByKey' {
  /** @return the run that the connector carries out under this key; null until it has opened its record. Poll it. */
  const method: ApexMethod<
    { readonly runKey: string | null },
    import('apex/SyncRunController').RunItem | null
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.requestRun' {
  /** Requests a run, which the connector finds by polling. Refused while another is requested or running. */
  const method: ApexMethod<
    { readonly isDryRun: boolean | null },
    import('apex/SyncRunController').RunProgress
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.cancelRun' {
  /** Cancels a requested run, and one whose connector is gone; asks the connector to stop a running one. */
  const method: ApexMethod<
    { readonly runId: string | null },
    import('apex/SyncRunController').RunItem
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.approveRun' {
  /** Requests the held run anew and lets it clear what the mass-change brake held back. */
  const method: ApexMethod<
    { readonly runId: string | null },
    import('apex/SyncRunController').RunProgress
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.approveRetry' {
  /** Asks the connector to send what the mass-change brake held of a retry. */
  const method: ApexMethod<
    { readonly runId: string | null },
    import('apex/SyncRunController').RetryAnswer
  >;
  export default method;
}
declare module '@salesforce/apex/SyncRunController.retryFailed' {
  /** Asks the connector to send the failed values of a card again. */
  const method: ApexMethod<
    { readonly retry: import('apex/SyncRunController').RetryRequest | null },
    import('apex/SyncRunController').RetryAnswer
  >;
  export default method;
}
declare module 'apex/SyncSettingsController' {
  export interface SettingsPage {
    readonly canManage: boolean;
    readonly settings: import('apex/SyncSettingsItem').SyncSettingsItem;
    readonly licensingPolicies: readonly import('apex/SyncSettingsController').Choice[];
    readonly accountScopes: readonly import('apex/SyncSettingsController').Choice[];
    readonly engagementWindows: readonly import('apex/SyncSettingsController').Choice[];
    readonly seatAggregations: readonly import('apex/SyncSettingsController').Choice[];
  }
  export interface Choice {
    readonly value: string;
    readonly label: string;
  }
}
declare module '@salesforce/apex/SyncSettingsController.getSettings' {
  /** @return the settings that hold */
  const method: ApexMethod<
    Record<never, never>,
    import('apex/SyncSettingsController').SettingsPage
  >;
  export default method;
}
declare module '@salesforce/apex/SyncSettingsController.saveSettings' {
  /** Saves all settings at once; a SyncException lists everything that is wrong.      * @param earlier the settings as the page read them: where they are others by now, somebody would lose what they set */
  const method: ApexMethod<
    {
      readonly settings: import('apex/SyncSettingsItem').SyncSettingsItem | null;
      readonly earlier: import('apex/SyncSettingsItem').SyncSettingsItem | null;
    },
    import('apex/MappingChanges').Item
  >;
  export default method;
}
declare module 'apex/SyncSettingsItem' {
  export interface SyncSettingsItem {
    /** active, active_or_trial or any_record. */
    readonly licensingPolicy: string;
    /** licensed_accounts or all_accounts. */
    readonly accountScope: string;
    /** calendar or rolling. */
    readonly engagementWindow: string;
    /** max or sum. */
    readonly seatAggregation: string;
    /** HH:MM on the 24-hour clock. */
    readonly dailyStart: string;
    /** Such as UTC or Europe/Berlin. */
    readonly timeZone: string;
    /** 0 to 100. */
    readonly apiReservePercent: number;
    /** 0 to 100. */
    readonly massChangeBrakePercent: number;
    readonly externalAccessEnabled: boolean;
    readonly excludeAutomation: boolean;
    /** 1 to 9999. */
    readonly logRetentionDays: number;
  }
}
declare module 'apex/SyncWatchdogController' {
  export interface WatchdogStatus {
    readonly isScheduled: boolean;
    /** Null where it is not scheduled. */
    readonly nextCheckAt?: string | null;
    /** Null where no run ever succeeded. */
    readonly lastSuccessAt?: string | null;
    /** When the open incident was noticed; null where there is none. */
    readonly incidentSince?: string | null;
    /** What was told, or why nobody could be. */
    readonly incidentMessage: string;
    /** How many people would be notified. */
    readonly recipientCount: number;
    readonly canManage: boolean;
  }
}
declare module '@salesforce/apex/SyncWatchdogController.getStatus' {
  /** @return the state now */
  const method: ApexMethod<
    Record<never, never>,
    import('apex/SyncWatchdogController').WatchdogStatus
  >;
  export default method;
}
declare module '@salesforce/apex/SyncWatchdogController.schedule' {
  /** Puts the watchdog on duty; does nothing where it is. */
  const method: ApexMethod<
    Record<never, never>,
    import('apex/SyncWatchdogController').WatchdogStatus
  >;
  export default method;
}
declare module '@salesforce/apex/SyncWatchdogController.unschedule' {
  /** Takes the watchdog off duty: nobody is warned any more. */
  const method: ApexMethod<
    Record<never, never>,
    import('apex/SyncWatchdogController').WatchdogStatus
  >;
  export default method;
}
