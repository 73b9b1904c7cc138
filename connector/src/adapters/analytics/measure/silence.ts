import { addDays, monthStart, type CalendarDate } from '../../../domain/calendar-date.ts';
import type { Period } from '../../../domain/period.ts';
import type { EngagementWindow } from '../../../domain/settings.ts';
import type { Coverage } from '../storage/coverage.ts';

/**
 * Whether a package without a row was not used, or was left out of what was delivered.
 *
 * Files don't say which packages they are about (a request names up to 16, and each may come in a file of its
 * own), so a complete day is one that *some* package's data arrived for. Both readings look the same, and the
 * wrong one overwrites every Account of a package with 0. So:
 *
 * - A package without a row from any organization, sandboxes included, in all of a period is *silent*, and has
 *   no number, where other packages have rows, or where it had rows on half of the four weeks before. One row,
 *   from whomever, shows that its data was there, and then an Account without rows has 0 (decision 16). A
 *   delivery without any row at all isn't about another package, so there everybody has 0.
 * - Of a day, the seven that end with it are asked: nobody need use a small package on a Sunday, and 0 is
 *   right then. Rejected files don't depend on this, they block their days.
 * - What silence began before the newest period, older periods don't undo: one may stand in only where it ended
 *   when the package still had rows; of a calendar week or month a weekend may be lacking.
 * - A number combined over all packages waits for those that had rows on half of the days before: an Account
 *   that has none but the silent one would be set to 0. For the others it doesn't wait, or a package that
 *   somebody tries out once a month would hold up everybody's number.
 *
 * What it costs: a package that truly nobody used, anywhere, for a week or a month keeps its old number, and is
 * told as a notice. Where a package that was used daily is retired everywhere at once, combined numbers stay
 * as they were until two weeks of its days are out of the four weeks that are looked at, for a month's number
 * one month. Not caught: data that is missing of one day, from a day within a period on, or of some
 * organizations, without a file that was rejected for it.
 */
export function isSilent(source: UsageData, packageId: string, coverage: Coverage): boolean {
  const looked = lookedAt(source);
  const hasRows = (id: string): boolean => {
    const last = lastRowDay(source, id, looked.end, coverage);
    return last !== undefined && last >= looked.start;
  };
  if (hasRows(packageId)) return false;
  const others = [...coverage.packagesSeen(source.dataType)];
  return others.some(hasRows) || isRegular(source, packageId, coverage);
}

/** Data that tells who used packages in a period. */
export interface UsageData {
  readonly dataType: 'PackageUsageLog' | 'PackageUsageSummary';
  readonly period: Period;
}

/** The fewest days without a row that mean anything: those of WAU. */
const leastDays = 7;
const habitDays = 28;
const habitMonths = 2;

/** Where rows are looked for: a summary's are of the first of its month. */
function lookedAt({ dataType, period: { start, end } }: UsageData): Period {
  if (dataType === 'PackageUsageSummary') return { start, end: start };
  const latestStart = addDays(end, 1 - leastDays);
  return { start: start < latestStart ? start : latestStart, end };
}

function lastRowDay(
  { dataType }: UsageData,
  packageId: string,
  end: CalendarDate,
  coverage: Coverage,
): CalendarDate | undefined {
  return coverage.rowDays(dataType, packageId).findLast((day) => day <= end);
}

/** Whether the package had rows on half of the days before, or in both months before. */
function isRegular(source: UsageData, packageId: string, coverage: Coverage): boolean {
  const { start } = lookedAt(source);
  const end = addDays(start, -1);
  const ofMonths = source.dataType === 'PackageUsageSummary';
  const before = ofMonths
    ? { start: monthStart(start, -habitMonths), end }
    : { start: addDays(start, -habitDays), end };
  const least = ofMonths ? habitMonths : habitDays / 2;
  const days = coverage.rowDays(source.dataType, packageId);
  return days.filter((day) => day >= before.start && day <= before.end).length >= least;
}

/** Packages whose absence from the data would show in a number over all packages. */
export function regularPackages(source: UsageData, coverage: Coverage): readonly string[] {
  return [...coverage.packagesSeen(source.dataType)].filter((id) =>
    isRegular(source, id, coverage),
  );
}

const weekendDays = 2;

/**
 * Whether the data tells of the package, with rows or by their absence.
 *
 * @param newest the newest data of this type that is complete: where silence would show first
 */
export function tellsOf(
  packageId: string,
  source: UsageData,
  newest: UsageData,
  { coverage, window }: { readonly coverage: Coverage; readonly window: EngagementWindow },
): boolean {
  const { dataType, period } = source;
  if (!coverage.hasSeen(dataType, packageId) || isSilent(source, packageId, coverage)) return false;
  if (dataType === 'PackageUsageSummary' || !isSilent(newest, packageId, coverage)) return true;
  const last = lastRowDay(newest, packageId, newest.period.end, coverage);
  const lenient = window === 'calendar' && period.start !== period.end;
  return last !== undefined && period.end <= addDays(last, lenient ? weekendDays : 0);
}
