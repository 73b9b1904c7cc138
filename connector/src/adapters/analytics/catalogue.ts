import { addDays, dateOf } from '../../domain/calendar-date.ts';
import { featurePackages, type Feature } from '../../domain/feature.ts';
import {
  engagementMeasures,
  metricKey,
  parseMetricKey,
  type EngagementMeasure,
  type Metric,
} from '../../domain/metric-key.ts';
import { id15 } from '../../domain/salesforce-id.ts';
import type { CatalogueMetric, MetricData, MetricState } from '../../domain/usage-report.ts';
import type { KnownPackage } from '../../ports/usage-source.ts';
import { dataTypes } from './data-type.ts';
import type { Database } from './engine/database.ts';
import { textIn } from './engine/row.ts';
import { sqlText } from './engine/sql-text.ts';
import type { ChoiceContext } from './measure/data-choice.ts';
import { metricPlan } from './measure/metric-plan.ts';

export interface CatalogueContext extends ChoiceContext {
  readonly database: Database;
  readonly features: readonly Feature[];
  /** 15-character ids; their metrics are not offered (decision 7). */
  readonly packagesNotEnabled: ReadonlySet<string>;
}

const measureWords: Record<EngagementMeasure, string> = {
  mau: 'Monthly active users',
  wau: 'Weekly active users',
  dau: 'Daily active users',
};

/** An object that stays away from snapshots for as long as App Analytics keeps them is no longer offered. */
const objectDays = 45;

/** Every metric that can be mapped: of the packages that are known, and of those that data was seen of. */
export async function catalogue(
  packages: readonly KnownPackage[],
  context: CatalogueContext,
): Promise<readonly CatalogueMetric[]> {
  const names = await packageNames(packages, context);
  const entry = (metric: Metric, rest: Entry): CatalogueMetric => {
    const key = metricKey(metric);
    return { key, ...rest, ...latest(metricPlan(key, context.features, context).data) };
  };
  return [
    ...engagementMeasures.map((measure) => combinedEngagement(measure, entry)),
    ...[...names].flatMap(([id, name]) =>
      engagementMeasures.map((measure) => packageEngagement(measure, id, name, entry)),
    ),
    ...context.features
      .filter((feature) => isOffered(feature, context))
      .flatMap((feature) => featureMetrics(feature, names, entry)),
    ...(await recordCounts(names, context, entry)),
  ];
}

type Entry = Omit<CatalogueMetric, 'key' | 'latestDataPoint' | 'state'>;
type MakeEntry = (metric: Metric, rest: Entry) => CatalogueMetric;

function latest({ state, period }: MetricData): Pick<CatalogueMetric, 'latestDataPoint' | 'state'> {
  const states = {
    loaded: 'Ready',
    'no-data': 'NoData',
    recalculating: 'RecalculationPending',
  } as const satisfies Record<MetricData['state'], MetricState>;
  return { latestDataPoint: period?.end ?? null, state: states[state] };
}

/** Names by id, sorted by name: as the License Management App has it, else the namespace seen in data. */
async function packageNames(
  packages: readonly KnownPackage[],
  { coverage, packagesNotEnabled, database }: CatalogueContext,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const dataType of dataTypes) {
    for (const id of coverage.packagesSeen(dataType)) names.set(id, id);
  }
  const seen = await database.rows(
    `SELECT package_id, max(namespace) AS namespace FROM seen_package
     WHERE namespace <> '' GROUP BY package_id`,
  );
  for (const row of seen) names.set(textIn(row, 'package_id'), textIn(row, 'namespace'));
  for (const { id, name } of packages) {
    if (name !== '' || !names.has(id15(id))) names.set(id15(id), name || id15(id));
  }
  const enabled = [...names].filter(([id]) => !packagesNotEnabled.has(id) && isPackageId(id));
  return new Map(enabled.sort(([, a], [, b]) => a.localeCompare(b, 'en')));
}

/** Other texts can't be part of a metric's key. */
function isPackageId(id: string): boolean {
  const key = metricKey({ kind: 'engagement', measure: 'mau', packageId: id });
  return parseMetricKey(key) !== undefined;
}

function combinedEngagement(measure: EngagementMeasure, entry: MakeEntry): CatalogueMetric {
  return entry(
    { kind: 'engagement', measure, packageId: null },
    {
      label: `${measureWords[measure]}, combined over all packages`,
      category: 'Engagement',
      packageId: null,
      packageName: null,
      unit: 'ActiveUsers',
    },
  );
}

function packageEngagement(
  measure: EngagementMeasure,
  packageId: string,
  packageName: string,
  entry: MakeEntry,
): CatalogueMetric {
  return entry(
    { kind: 'engagement', measure, packageId },
    {
      label: `${measureWords[measure]} of ${packageName}`,
      category: 'Engagement',
      packageId,
      packageName,
      unit: 'ActiveUsers',
    },
  );
}

/** A feature of a package that isn't enabled is nobody's: an Account must be licensed for all its packages. */
function isOffered(feature: Feature, { packagesNotEnabled }: CatalogueContext): boolean {
  return !featurePackages(feature).some((id) => packagesNotEnabled.has(id));
}

function featureMetrics(
  feature: Feature,
  names: ReadonlyMap<string, string>,
  entry: MakeEntry,
): readonly CatalogueMetric[] {
  const [packageId = null, ...others] = featurePackages(feature);
  const only = others.length === 0 ? packageId : null;
  const place = {
    category: 'Feature',
    packageId: only,
    packageName: only === null ? null : (names.get(only) ?? only),
  } as const;
  const of = (unit: 'users' | 'events'): Metric => ({
    kind: 'feature',
    featureId: feature.id,
    unit,
  });
  return [
    entry(of('users'), {
      label: `Feature ${feature.label}: monthly active users`,
      ...place,
      unit: 'ActiveUsers',
    }),
    entry(of('events'), {
      label: `Feature ${feature.label}: operations per month`,
      ...place,
      unit: 'Events',
    }),
  ];
}

async function recordCounts(
  names: ReadonlyMap<string, string>,
  { database, now }: CatalogueContext,
  entry: MakeEntry,
): Promise<readonly CatalogueMetric[]> {
  const seen = await database.rows(
    `SELECT package_id, label FROM seen_object
     WHERE last_day > ${sqlText(addDays(dateOf(now), -objectDays))} ORDER BY object`,
  );
  const objects = Map.groupBy(seen, (row) => textIn(row, 'package_id'));
  return [...names].flatMap(([packageId, packageName]) =>
    (objects.get(packageId) ?? []).flatMap((row) => {
      const object = textIn(row, 'label');
      const metric = { kind: 'records', packageId, object } as const;
      // An object whose name can't be part of a key can't be mapped.
      if (!parseMetricKey(metricKey(metric))) return [];
      const label = `Records of ${object} (${packageName})`;
      return [
        entry(metric, { label, category: 'RecordCount', packageId, packageName, unit: 'Records' }),
      ];
    }),
  );
}
