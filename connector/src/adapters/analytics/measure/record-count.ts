import type { Database } from '../engine/database.ts';
import { sqlText } from '../engine/sql-text.ts';
import { sqlRead, type PartStore } from '../storage/part-store.ts';
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
): Promise<void> {
  if (counts.length === 0) return;
  const parts = store.parts('snapshot', spanOf(counts.map(({ period }) => period)));
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
