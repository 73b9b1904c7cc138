import type { ActivityRule } from '../../../domain/activity.ts';
import { engagementMeasures, type Metric } from '../../../domain/metric-key.ts';
import { candidatePeriods, type Period } from '../../../domain/period.ts';
import type { Notice } from '../../../domain/usage-report.ts';
import { sqlRead, type PartStore } from '../storage/part-store.ts';
import type { Database } from '../engine/database.ts';
import {
  completeSlices,
  loggedMonth,
  snapshotDays,
  snapshotWindow,
  spanOf,
  wantedPeriod,
  type ChoiceContext,
  type UsageSlice,
} from './data-choice.ts';
import type { MetricPlan } from './metric-plan.ts';
import { silentPackages } from './silence-notices.ts';
import { snapshotParts, snapshotShape } from './record-count.ts';
import {
  blockedPeriod,
  incompletePeriod,
  noSnapshots,
  unknownOrganizations,
  usageNotices,
  type NoticeRows,
} from './usage-notices.ts';
import { sqlInSlice, type UsageRows } from './usage-rows.ts';

interface NoticeContext extends ChoiceContext {
  readonly database: Database;
  readonly store: PartStore;
  readonly activity: readonly ActivityRule[] | undefined;
}

/** What is worth telling about the data of a measurement, while its working tables are there. */
export async function measureNotices(
  plans: readonly MetricPlan[],
  slices: readonly UsageSlice[],
  usage: UsageRows,
  context: NoticeContext,
): Promise<readonly Notice[]> {
  const { database, coverage } = context;
  const conditions = slices.map((slice) => sqlInSlice(slice, coverage));
  const rows: NoticeRows | undefined =
    conditions.length > 0
      ? { relation: usage.relation, condition: `(${conditions.join(' OR ')})` }
      : undefined;
  return [
    ...(rows ? await usageNotices(rows, database) : []),
    ...(await unknownOrganizations(organizationSources(plans, rows, context), database)),
    ...incompletePeriods(plans, context),
    ...silentPackages(plans, context),
    ...blockedPeriods(plans, context),
    ...narrowedInteractions(plans, context),
  ];
}

function organizationSources(
  plans: readonly MetricPlan[],
  rows: NoticeRows | undefined,
  { store, coverage }: NoticeContext,
): readonly string[] {
  const sources: string[] = [];
  if (rows) {
    sources.push(`SELECT organization_id, row_count FROM ${rows.relation} WHERE ${rows.condition}`);
  }
  const snapshots = plans.flatMap(({ work }) => (work?.kind === 'records' ? [work.period] : []));
  if (snapshots.length > 0) {
    const parts = snapshotParts(spanOf(snapshots), store, coverage);
    sources.push(`SELECT organization_id, 1 AS row_count FROM ${sqlRead(parts, snapshotShape)}`);
  }
  return sources;
}

/** Told once a measure, however many metrics are taken from it. */
function incompletePeriods(
  plans: readonly MetricPlan[],
  context: NoticeContext,
): readonly Notice[] {
  const { coverage } = context;
  const metrics = plans.flatMap(({ metric }) => metric ?? []);
  const measures = engagementMeasures.filter((measure) =>
    metrics.some((metric) => metric.kind === 'engagement' && metric.measure === measure),
  );
  const notices = measures.flatMap((measure) => {
    const used = completeSlices(measure, context)[0]?.period;
    return incompletePeriod(measure.toUpperCase(), wantedPeriod(measure, context), used, coverage);
  });
  const asksFor = (kind: Metric['kind']): boolean => metrics.some((metric) => metric.kind === kind);
  if (asksFor('feature')) {
    const wanted = wantedPeriod('mau', context);
    notices.push(...incompletePeriod('Features', wanted, loggedMonth(context), coverage));
  }
  if (asksFor('records') && !snapshotDays(context)) notices.push(noSnapshots(coverage));
  return notices;
}

/**
 * Told also where an older period stands in, and about any period that could have been used: the file is to
 * be delivered again while App Analytics still has it.
 */
function blockedPeriods(plans: readonly MetricPlan[], context: NoticeContext): readonly Notice[] {
  const { coverage } = context;
  const usage = usageSpan(plans, context);
  const asksForRecords = plans.some(({ metric }) => metric?.kind === 'records');
  return [
    ...(usage ? blockedPeriod('PackageUsageLog', usage, coverage) : []),
    ...(usage ? blockedPeriod('PackageUsageSummary', usage, coverage) : []),
    ...(asksForRecords
      ? blockedPeriod('SubscriberSnapshot', snapshotWindow(context), coverage)
      : []),
  ];
}

/** The days that usage may be taken from for what was asked; undefined where nobody asked for usage. */
function usageSpan(plans: readonly MetricPlan[], context: NoticeContext): Period | undefined {
  const measures = plans.flatMap(({ metric }) => {
    if (metric?.kind === 'engagement') return metric.measure;
    return metric?.kind === 'feature' ? ('mau' as const) : [];
  });
  const periods = measures.flatMap((measure) =>
    candidatePeriods(measure, context.window, context.now),
  );
  return periods.length > 0 ? spanOf(periods) : undefined;
}

/** Told with each measurement: nobody who reads the numbers can see it elsewhere. */
function narrowedInteractions(
  plans: readonly MetricPlan[],
  { activity }: NoticeContext,
): readonly Notice[] {
  if (!activity || !plans.some(({ metric }) => metric?.kind === 'engagement')) return [];
  const rules = activity.length === 1 ? 'one rule' : `${activity.length} rules`;
  return [
    {
      code: 'INTERACTIONS_NARROWED',
      message: `Not every interaction with a package makes a user active: only those that ${rules} of the connector's operator name.`,
      count: activity.length,
    },
  ];
}
