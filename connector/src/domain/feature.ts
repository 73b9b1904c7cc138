/** A part of a package that can be used, as App Analytics names it. */
export interface FeatureComponent {
  /** 15 characters. */
  readonly packageId: string;
  /** `custom_entity`: without namespace and without `__c`. */
  readonly entity: string;
  /** `custom_entity_type`, such as CustomObject or LightningPage. */
  readonly entityType: string;
  /** Only these operations count; absent means all. */
  readonly operations?: readonly string[];
  /** Only these log record types count; absent means all. */
  readonly logRecordTypes?: readonly string[];
}

/** What an ISV calls a feature: components, possibly of several packages. */
export interface Feature {
  readonly id: string;
  readonly label: string;
  /** After an edit, usage and history are recalculated; values are not written meanwhile (decision 31). */
  readonly recalculating: boolean;
  readonly components: readonly FeatureComponent[];
}

/**
 * The packages an Account must be licensed for to have the feature: those of *all* components,
 * used or not (decision 30). Empty where the feature has no component: then nobody is licensed for it.
 */
export function featurePackages(feature: Feature): readonly string[] {
  return [...new Set(feature.components.map((component) => component.packageId))].sort();
}
