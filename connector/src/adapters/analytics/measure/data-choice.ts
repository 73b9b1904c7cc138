import { addDays, dateOf, monthStart, type CalendarDate } from '../../../domain/calendar-date.ts';
import type { EngagementMeasure } from '../../../domain/metric-key.ts';
import {
  calendarMonths,
  candidatePeriods,
  latestCompleteDay,
  type Period,
} from '../../../domain/period.ts';
import type { EngagementWindow } from '../../../domain/settings.ts';
import type { Coverage } from '../storage/coverage.ts';
import { regularPackages, tellsOf, type UsageData } from './silence.ts';

/** Which data a number is taken from, and how it is asked for. */
export interface ChoiceContext {
  readonly coverage: Coverage;
  readonly window: EngagementWindow;
  /** Whether it matters what a user did, which only logs tell: not all interactions make one active. */
  readonly logsOnly: boolean;
  readonly now: Date;
}

/**
 * A period and what tells who used the packages in it.
 *
 * Logs where every day of the period is complete; a month's summary for the packages that logs know nothing
 * of: all where the logs are incomplete, else those without a row in them. (Summaries exist for every
 * reviewed package, logs only for those enabled. A package is never counted from both, and a user of both
 * packages is still one user: tokens are the same across packages.) Logs come first because summaries
 * leave out trial orgs and know nothing of automation.
 */
export interface UsageSlice {
  readonly period: Period;
  readonly fromLogs: boolean;
  readonly fromSummary: boolean;
}

const oldestSnapshotDays = 7;
const externalMonths = 3;
/** How far back the months for external users are looked for: as many as asked for, and the age MAU may have. */
const externalMonthsTolerance = 2;

/** The data of a period; undefined where neither logs nor a summary are complete for it. */
function usageSlice(period: Period, context: ChoiceContext): UsageSlice | undefined {
  const { coverage } = context;
  const fromLogs = coverage.missingDays('PackageUsageLog', period).length === 0;
  const fromSummary = summaryTells(period, context);
  return fromLogs || fromSummary ? { period, fromLogs, fromSummary } : undefined;
}

/** A summary can't say what a user did, or whether automation did it. */
function summaryTells(period: Period, { coverage, logsOnly }: ChoiceContext): boolean {
  const isMonth =
    period.start === monthStart(period.start) &&
    addDays(period.end, 1) === monthStart(period.start, 1);
  return (
    isMonth &&
    !logsOnly &&
    coverage.loadedDays('PackageUsageSummary', { start: period.start, end: period.start }).length >
      0
  );
}

/** The newest slice an engagement can be taken from; of one package, or combined where that is null. */
export function engagementSlice(
  measure: EngagementMeasure,
  packageId: string | null,
  context: ChoiceContext,
): UsageSlice | undefined {
  return tellingSlices(completeSlices(measure, context), packageId, context)[0];
}

/** Every slice an engagement could be taken from, newest first, whichever packages it tells of. */
export function completeSlices(
  measure: EngagementMeasure,
  context: ChoiceContext,
): readonly UsageSlice[] {
  return candidatePeriods(measure, context.window, context.now).flatMap(
    (period) => usageSlice(period, context) ?? [],
  );
}

/** Those of the slices, newest first, that tell of a package, or of all that a combined number needs (`silence.ts`). */
function tellingSlices(
  slices: readonly UsageSlice[],
  packageId: string | null,
  context: ChoiceContext,
): readonly UsageSlice[] {
  const newest = new Map(
    slices
      .flatMap(usageDataOf)
      .reverse()
      .map((data) => [data.dataType, data]),
  );
  const tells = (slice: UsageSlice, id: string): boolean =>
    usageDataOf(slice).some((data) =>
      tellsOf(id, data, newest.get(data.dataType) ?? data, context),
    );
  const needed = (slice: UsageSlice): readonly string[] =>
    packageId === null
      ? usageDataOf(slice).flatMap((data) =>
          regularPackages(newest.get(data.dataType) ?? data, context.coverage),
        )
      : [packageId];
  return slices.filter((slice) => needed(slice).every((id) => tells(slice, id)));
}

/** The types of data a slice is taken from. */
export function usageDataOf({ period, fromLogs, fromSummary }: UsageSlice): readonly UsageData[] {
  return [
    ...(fromLogs ? [{ dataType: 'PackageUsageLog', period } as const] : []),
    ...(fromSummary ? [{ dataType: 'PackageUsageSummary', period } as const] : []),
  ];
}

/** The newest MAU period that logs are complete for. */
export function loggedMonth(context: ChoiceContext): Period | undefined {
  return loggedMonths(context)[0]?.period;
}

function loggedMonths(context: ChoiceContext): readonly UsageSlice[] {
  return completeSlices('mau', context).flatMap((slice) =>
    slice.fromLogs ? { ...slice, fromSummary: false } : [],
  );
}

/**
 * The period a feature is counted in: from logs alone, because only they know operations and record
 * types; and they tell of every package of the feature.
 */
export function featurePeriod(
  packageIds: readonly string[],
  context: ChoiceContext,
): Period | undefined {
  if (packageIds.length === 0) return undefined;
  const months = loggedMonths(context);
  const telling = packageIds.map((id) => new Set(tellingSlices(months, id, context)));
  return months.find((month) => telling.every((slices) => slices.has(month)))?.period;
}

/**
 * The days that snapshots may be of: the last 7 before the latest complete day, that day, and newer ones
 * (decisions 17, 33), from the first to the last that is complete. Undefined where none is.
 */
export function snapshotDays(context: ChoiceContext): Period | undefined {
  return spanOfDays(context.coverage.loadedDays('SubscriberSnapshot', snapshotWindow(context)));
}

/** The days that snapshots may be of, loaded or not, up to today. */
export function snapshotWindow({ now }: Pick<ChoiceContext, 'now'>): Period {
  return { start: addDays(latestCompleteDay(now), -oldestSnapshotDays), end: dateOf(now) };
}

/**
 * The days that snapshots of a package are taken from, from the first to the last with rows of it; undefined
 * where no recent one has any. A snapshot counts every object of every install, used or not, so one without
 * a row of the package was not about it: its records are unknown, not 0.
 */
export function snapshotPeriod(packageId: string, context: ChoiceContext): Period | undefined {
  const { coverage } = context;
  const loaded = new Set(coverage.loadedDays('SubscriberSnapshot', snapshotWindow(context)));
  return spanOfDays(
    coverage.rowDays('SubscriberSnapshot', packageId).filter((day) => loaded.has(day)),
  );
}

function spanOfDays(days: readonly CalendarDate[]): Period | undefined {
  const [start] = days;
  const end = days.at(-1);
  return start !== undefined && end !== undefined ? { start, end } : undefined;
}

/**
 * The months external users are averaged over: the newest three complete ones that are loaded, newest
 * first (decision 23). Calendar months whatever the window: an estimate of seats is not a rolling figure.
 */
export function externalUserSlices(context: ChoiceContext): readonly UsageSlice[] {
  const months = calendarMonths(
    latestCompleteDay(context.now),
    externalMonths + externalMonthsTolerance,
  ).flatMap((month) => usageSlice(month, context) ?? []);
  return tellingSlices(months, null, context).slice(0, externalMonths);
}

/** The period an engagement would be taken from if everything were loaded. */
export function wantedPeriod(
  measure: EngagementMeasure,
  { window, now }: Pick<ChoiceContext, 'window' | 'now'>,
): Period {
  const [newest] = candidatePeriods(measure, window, now);
  if (!newest) throw new Error(`There is no period to take ${measure} from.`);
  return newest;
}

/** Whether the periods are the same. */
export function isSamePeriod(a: Period, b: Period | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}

/** The first and last day of several periods. Throws where there is none. */
export function spanOf(periods: readonly Period[]): { start: CalendarDate; end: CalendarDate } {
  const [start] = periods.map((period) => period.start).sort();
  const end = periods
    .map((period) => period.end)
    .sort()
    .at(-1);
  if (start === undefined || end === undefined) throw new Error('No periods have no span.');
  return { start, end };
}
