import { engagementMeasures, type Metric } from '../../../domain/metric-key.ts';
import type { Notice } from '../../../domain/usage-report.ts';
import { sqlRead, type PartStore } from '../storage/part-store.ts';
import type { Database } from '../engine/database.ts';
import {
  engagementSlice,
  loggedMonth,
  snapshotDays,
  spanOf,
  wantedPeriod,
  type ChoiceContext,
  type UsageSlice,
} from './data-choice.ts';
import type { MetricPlan } from './metric-plan.ts';
import { snapshotShape } from './record-count.ts';
import {
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
  ];
}

function organizationSources(
  plans: readonly MetricPlan[],
  rows: NoticeRows | undefined,
  { store }: NoticeContext,
): readonly string[] {
  const sources: string[] = [];
  if (rows) {
    sources.push(`SELECT organization_id, row_count FROM ${rows.relation} WHERE ${rows.condition}`);
  }
  const snapshots = plans.flatMap(({ work }) => (work?.kind === 'records' ? [work.period] : []));
  if (snapshots.length > 0) {
    const parts = store.parts('snapshot', spanOf(snapshots));
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
    const used = engagementSlice(measure, null, context)?.period;
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
