import { requiredPackages } from './account-licenses.ts';
import type { UsableMapping } from './mapping.ts';
import { parseMetricKey, type Metric } from './metric-key.ts';
import type { MetricData } from './usage-report.ts';
import type { UsageValue } from './usage-value.ts';

/** A metric mapping with all that its values depend on besides the Account. */
export interface MappedMetric {
  readonly mapping: UsableMapping;
  readonly key: string;
  readonly metric: Metric;
  /** Packages an Account must be licensed for; undefined where none is asked for. */
  readonly required: readonly string[] | undefined;
  readonly data: MetricData;
}

/** The value one target field of one Account should have. */
export interface AccountValue {
  readonly metric: MappedMetric;
  readonly value: UsageValue;
}

/** The metric mappings among these, in their order. */
export function mappedMetrics(
  mappings: readonly UsableMapping[],
  data: ReadonlyMap<string, MetricData>,
  packagesOfFeature: (featureId: string) => readonly string[],
): readonly MappedMetric[] {
  return mappings.flatMap((mapping) => {
    const key = mapping.metricKey;
    const metric = mapping.kind === 'Metric' && key !== null ? parseMetricKey(key) : undefined;
    if (key === null || !metric) return [];
    const required = requiredPackages(metric, packagesOfFeature);
    return { mapping, key, metric, required, data: data.get(key) ?? { state: 'no-data' } };
  });
}
