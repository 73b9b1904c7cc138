import { sqlRead } from '../storage/part-store.ts';
import { badDay, badId, sqlId } from './cell-checks.ts';
import type { Cell, FileKind } from './file-kind.ts';

const day = (cell: Cell): string =>
  `CASE WHEN regexp_matches(${cell('month')}, '^[0-9]{4}-[0-9]{2}(-01.*)?$')
    THEN try_cast(left(${cell('month')}, 7) || '-01' AS DATE) END`;

/**
 * Package usage summaries, one row per month, org, package, user and component.
 *
 * Only who used a package is kept. A feature is not counted from summaries: they know neither log record
 * types nor queries, and their counts are defined otherwise (`num_reads` even changed its meaning in 2023),
 * so a feature would jump between two definitions.
 */
export const usageSummary: FileKind = {
  dataType: 'PackageUsageSummary',
  marker: 'month',
  essential: ['month', 'organization_id', 'package_id', 'user_id_token'],
  kept: (cell) => [
    `${sqlId(cell, 'organization_id')} AS organization_id`,
    `${cell('user_id_token')} AS user_id_token`,
    `${cell('user_type')} AS user_type`,
  ],
  day,
  problems: (cell) => [
    badDay(cell, 'month', day(cell), 'a month (YYYY-MM)'),
    badId(cell, 'organization_id'),
    badId(cell, 'package_id'),
  ],
  tells: 'true',
  writeParts: async (store, staged, month) => {
    const present = store.parts('summary-users', { start: month, end: month });
    const users = 'organization_id, package_id, user_id_token, user_type';
    const shape = `NULL AS organization_id, NULL AS package_id, NULL AS user_id_token, NULL AS user_type, 0 AS row_count`;
    const part = await store.write(
      'summary-users',
      month,
      // A summary delivered again holds the same users, and those that arrived late.
      `SELECT ${users}, max(row_count) AS row_count, NULL::BIGINT AS attended_row_count,
         DATE '${month}' AS day
       FROM (
         SELECT ${users}, count(*) AS row_count FROM ${staged}
         WHERE day = DATE '${month}' GROUP BY ALL
         UNION ALL SELECT ${users}, row_count FROM ${sqlRead(present, shape)}
       ) GROUP BY ${users} ORDER BY organization_id, package_id`,
    );
    return [part];
  },
  remembered: () => [],
};
