import { weighted, type Weighted } from '../chance.ts';
import type { SampleComponent, SamplePackage } from '../catalogue/packages.ts';
import type { EntityType, LogRecordType, Operation } from '../catalogue/vocabulary.ts';

/** A kind of row in a usage log: how the interaction came about, and with what type of component. */
export interface InteractionKind {
  readonly logRecordType: LogRecordType;
  readonly entityType: EntityType;
  /** What is done to records; null where the row is not about records. */
  readonly operations: Weighted<Operation> | null;
}

/** What may happen in a package: kinds for which it has a component, and its components by type. */
export interface PackageInteractions {
  /** What people do; never empty. */
  readonly byPeople: Weighted<InteractionKind>;
  /** What runs with nobody looking (domain decision 21). */
  readonly byAutomation: Weighted<InteractionKind>;
  readonly components: ReadonlyMap<EntityType, readonly SampleComponent[]>;
}

type WeightedKind = readonly [InteractionKind, number];

const records = weighted<Operation>([
  ['READ', 60],
  ['UPDATE', 16],
  ['INSERT', 10],
  ['SOQL_QUERY', 10],
  ['DELETE', 2],
  ['SOSL_QUERY', 2],
]);

const bulk = weighted<Operation>([
  ['INSERT', 40],
  ['UPDATE', 40],
  ['SOQL_QUERY', 20],
]);

const reads = weighted<Operation>([['READ', 1]]);

const kind = (
  logRecordType: LogRecordType,
  entityType: EntityType,
  weight: number,
  operations: Weighted<Operation> | null = null,
): WeightedKind => [{ logRecordType, entityType, operations }, weight];

/** Shares of what people do; estimates, as no public log of a real package exists. */
const peoplesKinds: readonly WeightedKind[] = [
  kind('LightningPageView', 'LightningPage', 24),
  kind('LightningInteraction', 'LightningComponent', 14),
  kind('LightningInteraction', 'LightningPage', 4),
  kind('URI', 'CustomObject', 16, records),
  kind('ApexExecution', 'ApexClass', 8),
  kind('ApexExecution', 'ApexTrigger', 5),
  kind('VisualforceRequest', 'VisualforcePage', 5),
  kind('VisualforceRequest', 'CustomObject', 3, records),
  kind('VFRemoting', 'CustomObject', 4, records),
  kind('RestApi', 'CustomObject', 5, records),
  kind('RestApi', 'ExternalObject', 0.4, reads),
  kind('API', 'CustomObject', 3, records),
  kind('ApexRestApi', 'CustomObject', 1.4, records),
  kind('ApexSoap', 'CustomObject', 0.6, records),
  kind('BulkApiV1', 'CustomObject', 0.5, bulk),
  kind('BulkApiV2', 'CustomObject', 0.7, bulk),
  kind('ApexUnexpectedException', 'ApexClass', 0.5),
  kind('CustomInteraction', 'CustomInteractionLabel', 2.5),
  kind('CustomInteraction', 'CustomInteractionFailure', 0.2),
  kind('AnalyticsAssetView', 'AnalyticsDashboard', 1.6),
  kind('AnalyticsAssetView', 'AnalyticsLens', 0.8),
  kind('AnalyticsAssetRun', 'AnalyticsRecipe', 0.6),
];

const automationKinds: readonly WeightedKind[] = [
  kind('CronJob', 'CustomObject', 30, records),
  kind('CronJob', 'ApexClass', 10),
  kind('QueuedExec', 'CustomObject', 18, records),
  kind('QueuedExec', 'ApexClass', 8),
  kind('PlatformEventConsumer', 'CustomObject', 16, bulk),
  kind('UnassociatedCRUD', 'CustomObject', 18, records),
];

/** What may happen in a package, given the components it has. */
export function packageInteractions(sold: SamplePackage): PackageInteractions {
  const components = Map.groupBy(sold.components, (component) => component.type);
  const possible = (kinds: readonly WeightedKind[]): Weighted<InteractionKind> =>
    weighted(kinds.filter(([{ entityType }]) => components.has(entityType)));
  return {
    byPeople: possible(peoplesKinds),
    byAutomation: possible(automationKinds),
    components,
  };
}
