/** Component types as App Analytics names them in `custom_entity_type`. */
export const entityTypes = [
  'AnalyticsDashboard',
  'AnalyticsLens',
  'AnalyticsRecipe',
  'ApexClass',
  'ApexTrigger',
  'CustomInteractionFailure',
  'CustomInteractionLabel',
  'CustomObject',
  'ExternalObject',
  'LightningComponent',
  'LightningPage',
  'VisualforcePage',
] as const;

export type EntityType = (typeof entityTypes)[number];

/** Every `log_record_type` the documentation of package usage logs lists. */
export const logRecordTypes = [
  'API',
  'AnalyticsAssetRun',
  'AnalyticsAssetView',
  'ApexExecution',
  'ApexRestApi',
  'ApexSoap',
  'ApexUnexpectedException',
  'BulkApiV1',
  'BulkApiV2',
  'CronJob',
  'CustomInteraction',
  'LightningInteraction',
  'LightningPageView',
  'PlatformEventConsumer',
  'QueuedExec',
  'RestApi',
  'URI',
  'UnassociatedCRUD',
  'VFRemoting',
  'VisualforceRequest',
] as const;

export type LogRecordType = (typeof logRecordTypes)[number];

/** `operation_type`: what was done to records. */
export type Operation = 'INSERT' | 'READ' | 'UPDATE' | 'DELETE' | 'SOQL_QUERY' | 'SOSL_QUERY';
