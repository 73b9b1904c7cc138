import { engagementMeasures, type Metric } from '../../../domain/metric-key.ts';
import type { Notice } from '../../../domain/usage-report.ts';
import {
  completeSlices,
  engagementSlice,
  featurePeriod,
  isSamePeriod,
  loggedMonth,
  snapshotDays,
  snapshotPeriod,
  usageDataOf,
  type ChoiceContext,
  type UsageSlice,
} from './data-choice.ts';
import type { MetricPlan } from './metric-plan.ts';
import { isSilent, regularPackages } from './silence.ts';
import { periodText } from './usage-notices.ts';

/** Says which packages complete data has no row of, so that their numbers are not taken from it. */
export function silentPackages(
  plans: readonly MetricPlan[],
  context: ChoiceContext,
): readonly Notice[] {
  const metrics = plans.flatMap(({ metric }) => metric ?? []);
  return [
    ...engagementMeasures.flatMap((measure) => silentEngagement(measure, metrics, context)),
    ...silentFeatures(plans, context),
    ...silentSnapshots(metrics, context),
  ];
}

function silentEngagement(
  measure: (typeof engagementMeasures)[number],
  metrics: readonly Metric[],
  context: ChoiceContext,
): readonly Notice[] {
  const [newest] = completeSlices(measure, context);
  if (!newest) return [];
  const asked = metrics.flatMap((metric) =>
    metric.kind === 'engagement' && metric.measure === measure ? [metric.packageId] : [],
  );
  const waiting = asked.filter(
    (id) => !isSamePeriod(newest.period, engagementSlice(measure, id, context)?.period),
  );
  const combined = waiting.includes(null);
  const regular = combined
    ? usageDataOf(newest).flatMap((data) => regularPackages(data, context.coverage))
    : [];
  const silent = [...waiting.flatMap((id) => id ?? []), ...regular];
  return silence(measure.toUpperCase(), silent, newest, combined, context);
}

function silentFeatures(plans: readonly MetricPlan[], context: ChoiceContext): readonly Notice[] {
  const period = loggedMonth(context);
  if (!period) return [];
  const packages = plans.flatMap(({ featurePackages = [] }) => featurePackages);
  const silent = packages.filter((id) => !isSamePeriod(period, featurePeriod([id], context)));
  return silence(
    'Features',
    silent,
    { period, fromLogs: true, fromSummary: false },
    false,
    context,
  );
}

function silence(
  what: string,
  packageIds: readonly string[],
  slice: UsageSlice,
  combined: boolean,
  { coverage }: ChoiceContext,
): readonly Notice[] {
  const data = usageDataOf(slice);
  // Packages that never appeared are not silent; their metrics are without data in the catalogue.
  const silent = [...new Set(packageIds)].filter(
    (id) =>
      data.some(({ dataType }) => coverage.hasSeen(dataType, id)) &&
      data.every((each) => !coverage.hasSeen(each.dataType, id) || isSilent(each, id, coverage)),
  );
  if (silent.length === 0) return [];
  return [
    {
      code: 'PERIOD_INCOMPLETE',
      message:
        `${what}: what was delivered for ${periodText(slice.period)} has no row of package ${silent.join(', ')} ` +
        'from any organization. That may be because nobody used it, or because its data is missing, so nothing is ' +
        'set to 0: an older period is used, or the fields keep what they hold. ' +
        (combined
          ? 'So it is with the number over all packages, which would come out too low. '
          : '') +
        'Whoever fetches the files can check that they are requested for this package.',
      count: silent.length,
    },
  ];
}

function silentSnapshots(metrics: readonly Metric[], context: ChoiceContext): readonly Notice[] {
  if (!snapshotDays(context)) return [];
  const { coverage } = context;
  const asked = new Set(
    metrics.flatMap((metric) => (metric.kind === 'records' ? [metric.packageId] : [])),
  );
  const silent = [...asked].flatMap((id) => {
    const newest = coverage.rowDays('SubscriberSnapshot', id).at(-1);
    return newest === undefined || snapshotPeriod(id, context) ? [] : [`${id} (newest: ${newest})`];
  });
  if (silent.length === 0) return [];
  return [
    {
      code: 'PERIOD_INCOMPLETE',
      message:
        `Records can't be counted of package ${silent.join(', ')}: no complete subscriber snapshot of the last ` +
        'days has a row of it. The fields keep what they hold. Whoever fetches the files can check that ' +
        'snapshots are requested for this package.',
      count: silent.length,
    },
  ];
}
