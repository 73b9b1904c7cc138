import { automationRecordTypes } from '../automation.ts';
import { sqlList } from '../engine/sql-text.ts';
import { sqlRead } from '../storage/part-store.ts';
import { badCount, badDay, badId, sqlCount, sqlId, sqlInstant } from './cell-checks.ts';
import type { Cell, FileKind } from './file-kind.ts';

/** What tells one interaction from another, as far as it is kept. */
const identity = [
  'organization_id',
  'package_id',
  'user_id_token',
  'user_type',
  'record_type',
  'entity',
  'entity_type',
  'operation',
  'operation_count',
  'row_key',
] as const;

const word = (cell: Cell, column: string, form: 'lower' | 'upper'): string =>
  `coalesce(${form}(${cell(column)}), '')`;

const day = (cell: Cell): string => `CAST(${sqlInstant(cell, 'timestamp_derived')} AS DATE)`;

/**
 * Package usage logs, one row per interaction.
 *
 * The same row may be delivered again: days are fetched again for what arrived late, and catch-up files
 * overlap with them. Distinct users don't mind, sums of operations do. So a row is known
 * by all it holds of ours, its time and its request included, and each part keeps how many copies of it a
 * single delivery had: rows that are alike within one file are so many interactions, but the same file
 * again adds nothing. (A set would lose the former, a sum would double the latter; replacing the day by
 * the newer file would lose the day to a catch-up file that holds late rows only.)
 */
export const usageLog: FileKind = {
  dataType: 'PackageUsageLog',
  marker: 'timestamp_derived',
  // Without organization_type sandboxes would count, without the last four features would be empty.
  essential: [
    'timestamp_derived',
    'organization_id',
    'organization_type',
    'package_id',
    'user_id_token',
    'log_record_type',
    'custom_entity',
    'custom_entity_type',
    'operation_type',
  ],
  kept: (cell) => [
    `${sqlId(cell, 'organization_id')} AS organization_id`,
    `${cell('user_id_token')} AS user_id_token`,
    `${cell('user_type')} AS user_type`,
    `${word(cell, 'log_record_type', 'lower')} AS record_type`,
    `coalesce(entity_name(${cell('custom_entity')}), '') AS entity`,
    `${word(cell, 'custom_entity_type', 'lower')} AS entity_type`,
    `${word(cell, 'operation_type', 'upper')} AS operation`,
    // A row without a count is one operation: only rows about records have one.
    `coalesce(${sqlCount(cell, 'operation_count')}, 1) AS operation_count`,
    // MD5 because the engine's own hash may change with its version. The key only has to tell rows apart
    // that are alike in everything else.
    `md5_number_lower(concat_ws('|', epoch_us(${sqlInstant(cell, 'timestamp_derived')}), ${cell('request_id')})) AS row_key`,
    // Decision 5: a sandbox's usage is nobody's.
    `coalesce(lower(${cell('organization_type')}) = 'sandbox', false) AS sandbox`,
  ],
  day,
  problems: (cell) => [
    badDay(cell, 'timestamp_derived', day(cell), 'a time'),
    badId(cell, 'organization_id'),
    badId(cell, 'package_id'),
    badCount(cell, 'operation_count'),
  ],
  tells: 'true',
  writeParts: async (store, staged, writtenDay) => {
    const columns = identity.join(', ');
    const delivered = `SELECT ${columns}, count(*)::INTEGER AS copies FROM ${staged}
      WHERE day = DATE '${writtenDay}' AND NOT sandbox GROUP BY ALL`;
    const present = store.parts('log', { start: writtenDay, end: writtenDay });
    const merged =
      present.length === 0
        ? delivered
        : `SELECT ${columns}, max(copies) AS copies FROM (
             ${delivered} UNION ALL SELECT ${columns}, copies FROM ${sqlRead(present, '')}
           ) GROUP BY ALL`;
    const log = await store.write(
      'log',
      writtenDay,
      `SELECT *, DATE '${writtenDay}' AS day FROM (${merged}) ORDER BY organization_id, package_id`,
    );
    const users = await store.write('log-users', writtenDay, rollup(sqlRead([log], '')));
    return [log, users];
  },
  remembered: () => [],
};

/** Who used which package of which org on a day: a few MB where the log has hundreds. */
function rollup(log: string): string {
  const attended = `NOT list_contains(${sqlList(automationRecordTypes)}, record_type)`;
  return `SELECT organization_id, package_id, user_id_token, user_type,
      sum(copies)::BIGINT AS row_count,
      coalesce(sum(copies) FILTER (${attended}), 0)::BIGINT AS attended_row_count, any_value(day) AS day
    FROM ${log} GROUP BY ALL ORDER BY organization_id, package_id`;
}
