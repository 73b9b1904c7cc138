import type { Feature } from '../../../domain/feature.ts';
import { featurePackages } from '../../../domain/feature.ts';
import { parseMetricKey, type Metric } from '../../../domain/metric-key.ts';
import type { Period } from '../../../domain/period.ts';
import type { MetricData } from '../../../domain/usage-report.ts';
import {
  engagementSlice,
  featurePeriod,
  snapshotPeriod,
  type ChoiceContext,
  type UsageSlice,
} from './data-choice.ts';

/** What has to be counted for a metric. */
export type Work =
  | { readonly kind: 'engagement'; readonly slice: UsageSlice; readonly packageId: string | null }
  | {
      readonly kind: 'feature';
      readonly feature: Feature;
      readonly unit: 'users' | 'events';
      readonly period: Period;
    }
  | {
      readonly kind: 'records';
      readonly packageId: string;
      readonly object: string;
      readonly period: Period;
    };

/** A metric with what is known of its data; without work where there is nothing to count. */
export interface MetricPlan {
  readonly metric: Metric | undefined;
  readonly data: MetricData;
  readonly work?: Work;
  /** 15-character ids, where it is a feature that can be counted when there is data. */
  readonly featurePackages?: readonly string[];
}

const noData: MetricPlan['data'] = { state: 'no-data' };

/** What to count for the metric of a key, and the state of its data. */
export function metricPlan(
  key: string,
  features: readonly Feature[],
  context: ChoiceContext,
): MetricPlan {
  const metric = parseMetricKey(key);
  if (!metric) return { metric, data: noData };
  if (metric.kind === 'feature') {
    const feature = features.find((each) => each.id === metric.featureId);
    if (feature?.recalculating) return { metric, data: { state: 'recalculating' } };
    return feature ? featurePlan(metric, feature, context) : planned(metric, undefined);
  }
  return planned(metric, work(metric, context));
}

function planned(metric: Metric, found: Work | undefined): MetricPlan {
  if (!found) return { metric, data: noData };
  const period = found.kind === 'engagement' ? found.slice.period : found.period;
  return { metric, data: { state: 'loaded', period }, work: found };
}

function work(
  metric: Exclude<Metric, { kind: 'feature' }>,
  context: ChoiceContext,
): Work | undefined {
  const { packageId } = metric;
  if (metric.kind === 'engagement') {
    const slice = engagementSlice(metric.measure, packageId, context);
    return slice && { kind: 'engagement', slice, packageId };
  }
  const period = snapshotPeriod(metric.packageId, context);
  return period && { kind: 'records', packageId: metric.packageId, object: metric.object, period };
}

function featurePlan(
  metric: Extract<Metric, { kind: 'feature' }>,
  feature: Feature,
  context: ChoiceContext,
): MetricPlan {
  const packages = featurePackages(feature);
  const period = featurePeriod(packages, context);
  const found = period && ({ kind: 'feature', feature, unit: metric.unit, period } as const);
  return { ...planned(metric, found), featurePackages: packages };
}
