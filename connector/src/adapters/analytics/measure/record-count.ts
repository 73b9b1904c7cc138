import type { Database } from '../engine/database.ts';
import { sqlText } from '../engine/sql-text.ts';
import type { Coverage } from '../storage/coverage.ts';
import { sqlRead, type Part, type PartStore } from '../storage/part-store.ts';
import { spanOf } from './data-choice.ts';
import type { Period } from '../../../domain/period.ts';

/** A number of records to sum up for every Account. */
export interface RecordCount {
  /** The number's place in the request. */
  readonly metric: number;
  readonly packageId: string;
  readonly object: string;
  readonly period: Period;
}

/** The shape of a snapshot without rows. */
export const snapshotShape = `NULL AS organization_id, NULL AS package_id, NULL AS object,
  0 AS record_count, NULL::DATE AS day`;

/**
 * The parts of complete days. Of another day, an org may have some objects and lack others, and being its
 * newest snapshot it would make those look empty.
 */
export function snapshotParts(
  period: Period,
  store: PartStore,
  coverage: Coverage,
): readonly Part[] {
  const complete = new Set(coverage.loadedDays('SubscriberSnapshot', period));
  return store.parts('snapshot', period).filter(({ day }) => complete.has(day));
}

/**
 * Sums record counts over each Account's licensed (org, package) pairs into `counted` (decision 33).
 *
 * Every org's newest snapshot of the package counts, whatever day it is of: orgs of other instances arrive
 * later. Of the package, not of the org, because a delivery may be about some packages only. An object
 * that is not in it has no records there; an older snapshot that still had it is not asked.
 */
export async function countRecords(
  counts: readonly RecordCount[],
  database: Database,
  store: PartStore,
  coverage: Coverage,
): Promise<void> {
  if (counts.length === 0) return;
  const parts = snapshotParts(spanOf(counts.map(({ period }) => period)), store, coverage);
  const wanted = counts.map(
    ({ metric, packageId, object }) =>
      `(${metric}, ${sqlText(packageId)}, entity_name(${sqlText(object)}))`,
  );
  await database.run(
    `INSERT INTO counted
     WITH snapshot AS (
       SELECT *, day = max(day) OVER (PARTITION BY organization_id, package_id) AS newest
       FROM ${sqlRead(parts, snapshotShape)}
       SEMI JOIN (SELECT * FROM attribution WHERE licensed) AS licensed USING (organization_id, package_id)
     )
     SELECT account_id, metric, sum(record_count)
     FROM snapshot
     JOIN (VALUES ${wanted.join(', ')}) AS wanted (metric, package_id, object) USING (package_id, object)
     JOIN attribution USING (organization_id, package_id)
     WHERE newest AND licensed
     GROUP BY account_id, metric`,
  );
}
