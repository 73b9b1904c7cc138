import type { ActivityRule } from '../../../domain/activity.ts';
import type { Feature } from '../../../domain/feature.ts';
import type { MetricData, Notice } from '../../../domain/usage-report.ts';
import type { MeasureRequest } from '../../../ports/usage-source.ts';
import type { Database } from '../engine/database.ts';
import type { PartStore } from '../storage/part-store.ts';
import { activeUse } from './active-use.ts';
import { createCountingTables } from './counting.ts';
import { externalUserSlices, type ChoiceContext, type UsageSlice } from './data-choice.ts';
import { countUsers, type UserCount } from './engagement.ts';
import { countFeatureUse } from './feature-use.ts';
import { metricPlan, type MetricPlan, type Work } from './metric-plan.ts';
import { measureNotices } from './measure-notices.ts';
import { countRecords } from './record-count.ts';
import { createReportTable, externalUsersMetric, type ReportMeaning } from './report-table.ts';
import { usageRows } from './usage-rows.ts';

export interface MeasureContext extends ChoiceContext {
  readonly database: Database;
  readonly store: PartStore;
  readonly features: readonly Feature[];
  readonly excludeAutomation: boolean;
  /** Which interactions make a user active; undefined where all do. */
  readonly activity: readonly ActivityRule[] | undefined;
}

/** Numbers that lie in a table, and what is known of them. */
export interface Measured {
  readonly data: ReadonlyMap<string, MetricData>;
  readonly notices: readonly Notice[];
  readonly meaning: ReportMeaning;
}

/** Counts all that was asked for into the table of a report. */
export async function measureUsage(
  table: string,
  request: MeasureRequest,
  context: MeasureContext,
): Promise<Measured> {
  const { database, store, activity } = context;
  const wanted = new Set(request.metricKeys);
  const keys = [...new Set([...wanted, ...(request.besides ?? [])])];
  const plans = keys.map((key) => metricPlan(key, context.features, context));
  const externalSlices = request.estimateExternalUsers ? externalUserSlices(context) : [];
  const userCounts = [...engagementCounts(plans), ...externalSlices.map(externalCount)];
  const slices = distinctSlices(userCounts);
  const usage = usageRows(slices, store);
  const active = activity ? activeUse(slices, activity, store) : usage;

  await createCountingTables(database, request.attributions);
  await countUsers(userCounts, active, context);
  await countFeatureUse(worksOf('feature', plans), context);
  await countRecords(worksOf('records', plans), database, store, context.coverage);
  if (externalSlices.length > 0) await giveEveryAccountExternalUsers(database);
  const told = plans.slice(0, wanted.size);
  const notices = await measureNotices(told, slices, usage, context);
  await createReportTable(table, database);

  return {
    data: new Map(keys.map((key, at) => [key, plans[at]?.data ?? { state: 'no-data' }])),
    notices,
    meaning: { keys, externalMonths: externalSlices.length },
  };
}

function engagementCounts(plans: readonly MetricPlan[]): readonly UserCount[] {
  return worksOf('engagement', plans).map((work) => ({ ...work, externalOnly: false }));
}

function externalCount(slice: UsageSlice): UserCount {
  return { metric: externalUsersMetric, slice, packageId: null, externalOnly: true };
}

/** The work of one kind, each with its metric's place in the request. */
function worksOf<K extends Work['kind']>(
  kind: K,
  plans: readonly MetricPlan[],
): readonly (Extract<Work, { kind: K }> & { readonly metric: number })[] {
  return plans.flatMap(({ work }, metric) =>
    work && isOfKind(work, kind) ? [{ ...work, metric }] : [],
  );
}

function isOfKind<K extends Work['kind']>(work: Work, kind: K): work is Extract<Work, { kind: K }> {
  return work.kind === kind;
}

function distinctSlices(counts: readonly UserCount[]): readonly UsageSlice[] {
  const byPeriod = new Map(
    counts.map(({ slice }) => [`${slice.period.start} ${slice.period.end}`, slice]),
  );
  return [...byPeriod.values()];
}

/** Where months are loaded, an Account without external users has 0 of them, which is not "unknown". */
async function giveEveryAccountExternalUsers(database: Database): Promise<void> {
  await database.run(
    `INSERT INTO counted SELECT DISTINCT account_id, ${externalUsersMetric}, 0 FROM attribution`,
  );
}
