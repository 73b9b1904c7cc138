import { monthStart } from '../../../domain/calendar-date.ts';
import { sqlList, sqlText } from '../engine/sql-text.ts';
import type { Period } from '../../../domain/period.ts';
import type { Coverage } from '../storage/coverage.ts';
import { sqlRead, type Part, type PartKind, type PartStore } from '../storage/part-store.ts';
import { spanOf, type UsageSlice } from './data-choice.ts';

/** Who used what, from the rollups of logs and from summaries. */
export interface UsageRows {
  /** SQL to select from. Columns: those of a rollup, and `from_summary`. */
  readonly relation: string;
  readonly rowCount: number;
}

const columns =
  'organization_id, package_id, user_id_token, user_type, row_count, attended_row_count, day';
const shape = `NULL AS organization_id, NULL AS package_id, NULL AS user_id_token, NULL AS user_type,
  0 AS row_count, 0 AS attended_row_count, NULL::DATE AS day`;

/** The rows that the slices need, and as few others as files allow: ask with `sqlInSlice`. */
export function usageRows(slices: readonly UsageSlice[], store: PartStore): UsageRows {
  const logs = partsFor(
    'log-users',
    slices.filter((slice) => slice.fromLogs),
    store,
  );
  const summaries = partsFor(
    'summary-users',
    slices.filter((slice) => slice.fromSummary),
    store,
  );
  const relation = `(
    SELECT ${columns}, false AS from_summary FROM ${sqlRead(logs, shape)}
    UNION ALL SELECT ${columns}, true FROM ${sqlRead(summaries, shape)})`;
  const rowCount = [...logs, ...summaries].reduce((sum, part) => sum + part.rowCount, 0);
  return { relation, rowCount };
}

/** Those of a kind that the slices' days are in. */
export function partsFor(
  kind: PartKind,
  slices: readonly UsageSlice[],
  store: PartStore,
): readonly Part[] {
  if (slices.length === 0) return [];
  const periods = slices.map((slice) => slice.period);
  const parts = store.parts(kind, spanOf(periods));
  return parts.filter(({ day }) => periods.some(({ start, end }) => day >= start && day <= end));
}

/** SQL condition for the rows of a slice: each package's from logs, or from the summary, never from both. */
export function sqlInSlice(
  { period, fromLogs, fromSummary }: UsageSlice,
  coverage: Coverage,
): string {
  const conditions: string[] = [];
  if (fromLogs) {
    const days = `day BETWEEN ${sqlText(period.start)} AND ${sqlText(period.end)}`;
    conditions.push(`(NOT from_summary AND ${days})`);
  }
  if (fromSummary) {
    const inLogs = fromLogs ? packagesLogged(period, coverage) : [];
    const others = `NOT list_contains(${sqlList(inLogs)}, package_id)`;
    const month = sqlText(monthStart(period.start));
    conditions.push(`(from_summary AND day = ${month} AND ${others})`);
  }
  return `(${conditions.join(' OR ')})`;
}

/** Packages with log rows in the period: for those the summary isn't asked. */
function packagesLogged({ start, end }: Period, coverage: Coverage): readonly string[] {
  return [...coverage.packagesSeen('PackageUsageLog')].filter((id) =>
    coverage.rowDays('PackageUsageLog', id).some((day) => day >= start && day <= end),
  );
}
