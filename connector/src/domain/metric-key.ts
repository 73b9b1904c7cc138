import { id15, isSalesforceId } from './salesforce-id.ts';

/** Something ISVapp counts, taken apart from its stable name. */
export type Metric = Engagement | FeatureUse | RecordCount;

export const engagementMeasures = ['mau', 'wau', 'dau'] as const;
export type EngagementMeasure = (typeof engagementMeasures)[number];

/** Unique active users; of one package (15-character id), or combined over all where it is null. */
export interface Engagement {
  readonly kind: 'engagement';
  readonly measure: EngagementMeasure;
  readonly packageId: string | null;
}

/** Use of a feature: its active users, or the operations they made (decision 29). */
export interface FeatureUse {
  readonly kind: 'feature';
  readonly featureId: string;
  readonly unit: 'users' | 'events';
}

/** Records that exist of a package's custom object; the object as App Analytics spells it. */
export interface RecordCount {
  readonly kind: 'records';
  readonly packageId: string;
  readonly object: string;
}

const featurePattern = /^[A-Za-z0-9_-]{1,80}$/;
const objectPattern = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;

/** The metric a key names, or undefined where the text is not a metric key. */
export function parseMetricKey(key: string): Metric | undefined {
  const [category, ...rest] = key.split('.');
  switch (category) {
    case 'engagement':
      return engagement(rest);
    case 'feature':
      return featureUse(rest);
    case 'records':
      return recordCount(rest);
    default:
      return undefined;
  }
}

/** The key of a metric. Package ids are written with 15 characters, so one metric has one key. */
export function metricKey(metric: Metric): string {
  switch (metric.kind) {
    case 'engagement':
      return [
        'engagement',
        metric.measure,
        ...(metric.packageId === null ? [] : [id15(metric.packageId)]),
      ].join('.');
    case 'feature':
      return metric.unit === 'users'
        ? `feature.${metric.featureId}`
        : `feature.${metric.featureId}.events`;
    case 'records':
      return `records.${id15(metric.packageId)}.${metric.object}`;
  }
}

function engagement(parts: readonly string[]): Engagement | undefined {
  const measure = engagementMeasures.find((each) => each === parts[0]);
  if (!measure || parts.length > 2) return undefined;
  if (parts.length === 1) return { kind: 'engagement', measure, packageId: null };
  const packageId = packageIdOf(parts[1]);
  return packageId === undefined ? undefined : { kind: 'engagement', measure, packageId };
}

function featureUse(parts: readonly string[]): FeatureUse | undefined {
  const [featureId, unit] = parts;
  if (featureId === undefined || !featurePattern.test(featureId) || parts.length > 2)
    return undefined;
  if (unit === undefined) return { kind: 'feature', featureId, unit: 'users' };
  return unit === 'events' ? { kind: 'feature', featureId, unit } : undefined;
}

function recordCount(parts: readonly string[]): RecordCount | undefined {
  const packageId = packageIdOf(parts[0]);
  const object = parts[1];
  if (packageId === undefined || object === undefined || parts.length !== 2) return undefined;
  return objectPattern.test(object) ? { kind: 'records', packageId, object } : undefined;
}

function packageIdOf(text: string | undefined): string | undefined {
  return text?.startsWith('033') && isSalesforceId(text) ? id15(text) : undefined;
}
