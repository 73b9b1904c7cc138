import type { Chance } from '../chance.ts';
import type { SampleComponent, SamplePackage } from '../catalogue/packages.ts';
import type { LogRecordType } from '../catalogue/vocabulary.ts';
import type { LogDetails } from './log-row.ts';

interface Scene {
  readonly chance: Chance;
  readonly sold: SamplePackage;
  readonly component: SampleComponent;
}

type Details = (scene: Scene) => LogDetails;

const apiVersions = ['58.0', '61.0', '64.0', '65.0'] as const;

const lightning: Details = ({ chance, component }) => ({
  url: '/aura',
  app_name: 'one:one',
  page_app_name: 'LightningSales',
  page_context: component.name,
  page_url: `/lightning/n/${component.name}`,
  ui_event_sequence_num: chance.between(1, 90),
});

const lightningClick: Details = (scene) => ({
  ...lightning(scene),
  ui_event_source: 'click',
  ui_event_type: 'user',
  target_ui_element: scene.chance.pick(['save', 'next', 'edit', 'row-action']),
  parent_ui_element: scene.component.name,
});

const visualforce: Details = ({ chance, component }) => ({
  url: `/apex/${component.name}`,
  http_method: 'GET',
  http_status_code: 200,
  run_time: chance.between(40, 900),
  visualforce_page_exec_time: chance.between(20, 500),
});

const http: Details = ({ chance, component }) => ({
  url: `/services/data/v64.0/sobjects/${component.name}__c`,
  http_method: chance.pick(['GET', 'POST', 'PATCH']),
  http_status_code: 200,
  api_type: 'REST',
  api_version: chance.pick(apiVersions),
  rows_processed: chance.between(1, 200),
  request_size: chance.between(80, 4000),
  response_size: chance.between(120, 40_000),
});

const soap: Details = ({ chance }) => ({
  url: '/services/Soap/u/64.0',
  api_type: chance.pick(['E', 'P']),
  api_version: chance.pick(apiVersions),
  rows_processed: chance.between(1, 200),
});

const bulk: Details = ({ chance }) => ({
  api_type: 'BULK_API',
  api_version: chance.pick(apiVersions),
  bulk_job_id: `750Hs00000${chance.letters(5)}`,
  bulk_operation: chance.pick(['insert', 'update', 'query']),
});

const apex: Details = ({ chance, sold, component }) => ({
  class_name: component.name,
  method_name: 'execute',
  entry_point: `${sold.namespace}.${component.name}.execute`,
  quiddity: chance.pick(['A', 'L', 'R', 'V']),
  num_soql_queries: chance.between(0, 12),
  cpu_time: chance.between(2, 800),
  apex_exec_time: chance.between(2, 900),
});

const asynchronous: Details = (scene) => ({ ...apex(scene), quiddity: 'Q' });

const exception: Details = (scene) => ({
  ...apex(scene),
  request_status: 'F',
  line_number: scene.chance.between(10, 400),
  // One cell with line breaks and commas, as a stack trace has them.
  stack_trace: `Class.${scene.sold.namespace}.${scene.component.name}.execute: line 31, column 1\nAnonymousBlock: line 1, column 1`,
});

const platformEvent: Details = ({ chance, sold }) => ({
  event: `/event/${sold.namespace}__Changed__e`,
  event_subscriber: `01qHs00000${chance.letters(5)}`,
  event_count: chance.between(1, 25),
});

/** What each log record type fills beyond the columns that every row has. */
const detailsByType: Record<LogRecordType, Details> = {
  API: soap,
  AnalyticsAssetRun: () => ({ url: '/analytics/recipe' }),
  AnalyticsAssetView: () => ({ url: '/analytics/application' }),
  ApexExecution: apex,
  ApexRestApi: http,
  ApexSoap: soap,
  ApexUnexpectedException: exception,
  BulkApiV1: bulk,
  BulkApiV2: bulk,
  CronJob: asynchronous,
  CustomInteraction: ({ chance }) => ({ interaction_id_token: `IID-${chance.letters(20)}` }),
  LightningInteraction: lightningClick,
  LightningPageView: lightning,
  PlatformEventConsumer: platformEvent,
  QueuedExec: asynchronous,
  RestApi: http,
  URI: ({ component }) => ({ url: `/lightning/r/${component.name}__c/view`, http_method: 'GET' }),
  UnassociatedCRUD: () => ({ request_status: '' }),
  VFRemoting: () => ({ url: '/apexremote', http_method: 'POST', http_status_code: 200 }),
  VisualforceRequest: visualforce,
};

/** The columns that a row of this type fills beyond those that every row has. */
export function rowDetails(logRecordType: LogRecordType, scene: Scene): LogDetails {
  return detailsByType[logRecordType](scene);
}
